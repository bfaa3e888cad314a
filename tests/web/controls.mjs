// Every control of the page, and what the handset makes of it: asked of the handset itself.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Simulator, openPage, until } from "./rig.mjs";

const keys = ["1", "2 A B C", "3 D E F", "4 G H I", "5 J K L", "6 M N O", "7 P Q R S", "8 T U V", "9 W X Y Z", "star", "0", "hash"];
const idOf = (name) => (name === "star" ? 10 : name === "hash" ? 11 : Number(name[0]));

describe("controls", () => {
    let simulator;
    let page;
    before(async () => {
        simulator = await Simulator.start();
        page = await openPage(simulator);
    });
    after(async () => {
        await page.context().close();
        await simulator.stop();
    });

    const control = (name, exact = true) => page.getByRole("button", { name, exact });
    const isHeld = async (id) => (await simulator.button(id)).state === "down";

    test("the page says that all is simulated and how computers reach it", async () => {
        assert.equal(await page.getByText("Simulated", { exact: true }).count(), 2);
        assert.match(await page.locator(".where").innerText(), /One handset in software · socket 127\.0\.0\.1:\d+/);
        assert.equal(await page.locator("h2").innerText(), "Desk SIM-0000");
    });

    test("nothing is loaded from elsewhere, and the policy is not broken", async () => {
        const { host } = new URL(simulator.web);
        for (const asked of page.asked) assert.equal(new URL(asked).host, host);
        assert.deepEqual(page.problems, []);
    });

    for (const name of keys) {
        test(`key ${name} is held as long as the finger`, async () => {
            const button = control(name);
            await button.hover();
            await page.mouse.down();
            await until("down", () => isHeld(idOf(name)));
            await page.mouse.up();
            await until("up", async () => !(await isHeld(idOf(name))));
        });
    }

    test("each of the handset's own keys", async () => {
        const { buttons } = await simulator.state();
        for (const { id, label } of buttons.slice(12)) {
            const button = page.getByRole("group", { name: "Keys and lamps" }).getByRole("button", { name: label, exact: true });
            await button.hover();
            await page.mouse.down();
            await until(`${label} down`, () => isHeld(id));
            await page.mouse.up();
            await until(`${label} up`, async () => !(await isHeld(id)));
        }
    });

    test("a finger that slides off a key releases it", async () => {
        await control("5 J K L").hover();
        await page.mouse.down();
        await until("down", () => isHeld(5));
        await page.mouse.move(5, 5);
        await page.mouse.up();
        await until("up", async () => !(await isHeld(5)));
    });

    test("a screen reader's click presses and releases", async () => {
        await control("Clear").click();
        await control("8 T U V").evaluate((button) => button.click());
        // It is over too soon to be seen in the state; the log keeps it.
        await page.getByRole("log").getByText(/, key 8$/).last().waitFor();
        assert.equal(await isHeld(8), false);
    });

    test("the receiver lifts and lies down again", async () => {
        const receiver = control("Handset, lifted");
        assert.equal(await receiver.getAttribute("aria-pressed"), "false");
        // The next press starts from what the page shows.
        const press = async (mode, lifted) => {
            await receiver.click();
            await until(mode, async () => (await simulator.state()).hook.handset === mode);
            await until("shown", async () => (await receiver.getAttribute("aria-pressed")) === lifted);
        };
        await press("micspeaker", "true");
        await press("onhook", "false");
    });

    for (const device of ["Handset", "Speaker", "Headset"]) {
        const name = device.toLowerCase();
        const is = (mode) => until(mode, async () => (await simulator.state()).hook[name] === mode);

        test(`${name}: off hook, microphone, sound`, async () => {
            await control(`${device} off hook`).click();
            await is("micspeaker");
            await control(`${device} mic`).click();
            await is("speaker");
            await until("the last one stays", () => control(`${device} sound`).isDisabled());
            await control(`${device} mic`).click();
            await is("micspeaker");
            await control(`${device} sound`).click();
            await is("mic");
            await control(`${device} off hook`).click();
            await is("onhook");
        });

        for (const what of ["volume", "gain"]) {
            test(`${name}: ${what}`, async () => {
                const slider = page.getByRole("slider", { name: `${device} ${what}`, exact: true });
                // The handset has it, and the page has heard so: the next key starts from there.
                const press = async (key, level, text) => {
                    await slider.press(key);
                    await until(key, async () => (await simulator.state())[what][name] === level);
                    await until(text, async () => (await slider.getAttribute("aria-valuetext")) === text);
                };
                await press("End", 65535, "100 %");
                await press("Home", 0, "0 %");
                await press("ArrowRight", 655, "1 %");
            });
        }
    }

    test("the cable: out and in, out and back at once, and a reboot", async () => {
        const cable = control("Plugged in");
        await cable.click();
        await until("unplugged", async () => !(await simulator.state()).plugged);
        await page.getByText("The cable is out: no host can reach it.").waitFor();
        assert.equal(await cable.getAttribute("aria-pressed"), "false");
        await cable.click();
        await until("plugged", async () => (await simulator.state()).plugged);
        await simulator.ask("hook", { device: "handset", mode: "micspeaker" });
        await control("Pull out and back").click();
        await until("as new", async () => (await simulator.state()).hook.handset === "onhook");
        await simulator.ask("press", { key: "5" });
        await control("Reboot").click();
        await until("as new", async () => !(await isHeld(5)));
    });

    test("faults: on, seen where they strike, and off", async () => {
        await page.getByText("Choose faults").click();
        await page.getByLabel("For", { exact: false }).first().selectOption("HELLO");
        await control("Answer lost").click();
        await until("on", async () => (await simulator.ask("faults")).faults.length === 1);
        const [fault] = (await simulator.ask("faults")).faults;
        assert.equal(fault.what, "drop");
        await page.locator(".faults").getByText(fault.text).waitFor();
        await page.getByText("1 fault is on").waitFor();
        const shown = (on) => until("shown", async () => (await control("Answer lost").getAttribute("aria-pressed")) === on);
        await shown("true");
        await control(`Turn off: ${fault.text}`).click();
        await until("off", async () => (await simulator.ask("faults")).faults.length === 0);
        await shown("false");
        await page.getByLabel("For", { exact: false }).first().selectOption("any request");
    });

    test("each fault that can be chosen is one that the simulator knows", async () => {
        const strikes = page.locator("report-log .strike");
        for (const choice of await page.locator(".choices button").all()) {
            const name = await choice.innerText();
            await control("Clear").click();
            await choice.click();
            await until(`${name} answered`, async () => (await choice.getAttribute("aria-busy")) === null);
            assert.equal(await page.locator(".problem").textContent(), "", name);
            // One that happens at once is over at once, and tells so.
            await until(`${name} on`, async () => (await choice.getAttribute("aria-pressed")) === "true" || (await strikes.count()) > 0);
            await simulator.ask("clear");
            await until(`${name} off`, async () => (await choice.getAttribute("aria-pressed")) === "false");
        }
        await simulator.ask("plug");
    });

    test("the log of reports: words and bytes, pause, clear", async () => {
        const log = page.getByRole("log");
        await control("Clear").click();
        await until("cleared", async () => (await log.locator("li").count()) === 0);
        await simulator.ask("hook", { device: "handset", mode: "micspeaker" });
        const line = log.locator("li").filter({ hasText: "off-hook" }).first();
        await line.waitFor();
        assert.match(await line.locator("code").innerText(), /^02 01/);
        assert.equal(await line.locator(".way").innerText(), "handset says");
        await control("Pause").click();
        const before = await log.locator("li").count();
        await simulator.ask("hook", { device: "handset", mode: "onhook" });
        await page.getByText("on hook").first().waitFor();
        assert.equal(await log.locator("li").count(), before);
        await control("Pause").click();
        await until("what was held back", async () => (await log.locator("li").count()) > before);
    });

    test("ringing is heard only once a person allows it", async () => {
        const view = page.locator("handset-view");
        await simulator.ask("ring", { mode: 2, volume: 30000 });
        await page.getByText("Ringing, melody 2, at 46 %").waitFor();
        assert.equal(await view.getAttribute("data-sounding"), null);
        await control("Ring aloud").click();
        await until("heard", async () => (await view.getAttribute("data-sounding")) !== null);
        await simulator.ask("ring", { mode: 0 });
        await until("silent", async () => (await view.getAttribute("data-sounding")) === null);
        await control("Ring aloud").click();
        await until("no more", async () => (await control("Ring aloud").getAttribute("aria-pressed")) === "false");
    });

    test("what the simulator refuses is told in its own words", async () => {
        await page.evaluate(() => {
            const slider = document.querySelector("input[type=range]");
            slider.min = "-5000";
            slider.value = "-5000";
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        });
        await page.getByRole("status").filter({ hasText: "'level'" }).waitFor();
        assert.deepEqual(page.problems, []);
    });
});
