// For everybody: axe, keyboard alone, size of targets, less motion, narrow windows.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Simulator, axeSource, openPage, picture, until } from "./rig.mjs";

async function axe(page) {
    await page.evaluate(axeSource());
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

async function dressUp(simulator) {
    for (const [lamp, mode] of [[12, "steady"], [13, "flash"], [14, "wink"], [16, "flutter"], [22, "steady"]]) {
        await simulator.ask("lamp", { lamp, mode });
    }
    await simulator.ask("display", { text: "Anna Lindqvist" });
    await simulator.ask("display", { row: 1, text: "+46 8 123 45 67" });
    await simulator.ask("ring", { mode: 1, volume: 40000 });
    await simulator.ask("hook", { device: "speaker", mode: "speaker" });
}

describe("access", () => {
    let simulator;
    before(async () => {
        simulator = await Simulator.start();
        await dressUp(simulator);
    });
    after(() => simulator.stop());

    for (const colorScheme of ["light", "dark"]) {
        for (const [name, width] of [["wide", 1440], ["middle", 900], ["narrow", 360]]) {
            test(`axe finds nothing, ${colorScheme} and ${name}`, async () => {
                const page = await openPage(simulator, { colorScheme, viewport: { width, height: 900 } });
                await page.locator("ring-light[data-ringing]").waitFor();
                for (const more of await page.locator("details:not([open]) > summary:visible").all()) await more.click();
                assert.deepEqual(await axe(page), []);
                await picture(page, `${colorScheme}-${name}`);
                const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                assert.ok(wider <= 0, `${wider} px too wide`);
                await page.context().close();
            });
        }
    }

    test("axe finds nothing either when the cable is out", async () => {
        const page = await openPage(simulator, { colorScheme: "dark" });
        await simulator.ask("unplug");
        await page.locator("desk-phone[data-unplugged]").waitFor();
        assert.deepEqual(await axe(page), []);
        await picture(page, "unplugged-dark");
        await simulator.ask("plug");
        await dressUp(simulator);
        await page.context().close();
    });

    test("the keyboard alone reaches every control, and sees where it is", async () => {
        const page = await openPage(simulator);
        const wanted = await page.evaluate(() => {
            const all = document.querySelectorAll("button:enabled, input:enabled, select, summary, [tabindex='0']");
            const seen = [...all].filter((one) => one.checkVisibility());
            seen.forEach((one, index) => (one.dataset.number = String(index)));
            return seen.length;
        });
        const reached = new Set();
        for (let i = 0; i < wanted; ++i) {
            await page.keyboard.press("Tab");
            const at = await page.evaluate(() => {
                const { dataset, tagName } = document.activeElement;
                const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                return { number: dataset.number, tagName, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
            });
            assert.ok(at.seen, `no outline at ${at.tagName} ${at.number}`);
            reached.add(at.number);
        }
        assert.equal(reached.size, wanted);
        await page.context().close();
    });

    test("a call from the keyboard alone", async () => {
        const page = await openPage(simulator);
        await simulator.ask("hook", { device: "handset", mode: "onhook" });
        const held = async (id) => (await simulator.button(id)).state === "down";
        await page.getByRole("button", { name: "Handset, lifted" }).focus();
        await page.keyboard.press("Enter");
        await until("lifted", async () => (await simulator.state()).hook.handset === "micspeaker");
        for (const [typed, id] of [["7", 7], ["*", 10], ["#", 11]]) {
            await page.keyboard.down(typed);
            await until(`${typed} down`, () => held(id));
            await page.keyboard.up(typed);
            await until(`${typed} up`, async () => !(await held(id)));
        }
        for (const press of ["Space", "Enter"]) {
            await page.getByRole("button", { name: "5 J K L" }).focus();
            await page.keyboard.down(press);
            await until("5 down", () => held(5));
            await page.keyboard.up(press);
            await until("5 up", async () => !(await held(5)));
        }
        await page.keyboard.down("Space");
        await until("5 down", () => held(5));
        await page.keyboard.press("Tab"); // the focus leaves a key that is held
        await until("5 up", async () => !(await held(5)));
        await page.keyboard.up("Space");
        await page.context().close();
    });

    test("a finger finds every target: 24 px at least", async () => {
        const page = await openPage(simulator, { viewport: { width: 360, height: 800 } });
        const small = await page.evaluate(() =>
            [...document.querySelectorAll("button, input, select, summary")]
                .filter((one) => one.checkVisibility())
                .map((one) => [one.getAttribute("aria-label") ?? one.textContent, one.getBoundingClientRect()])
                .filter(([, { width, height }]) => width < 24 || height < 24)
                .map(([name]) => name),
        );
        assert.deepEqual(small, []);
        await page.context().close();
    });

    test("who wants less motion sees none, and reads the cadence", async () => {
        const page = await openPage(simulator, { reducedMotion: "reduce" });
        await page.locator('.lamp[data-mode="flash"]').waitFor();
        assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        await page.getByRole("button", { name: "Line 2 flash", exact: true }).waitFor();
        await page.context().close();
    });
});
