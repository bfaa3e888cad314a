// What TAPI does on the other side shows on the page, and what is done on the page reaches TAPI.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Simulator, Tapi, openPage, picture, until } from "./rig.mjs";

describe("live", () => {
    let simulator;
    let tapi;
    let page;
    before(async () => {
        simulator = await Simulator.start();
        tapi = await Tapi.start(simulator);
        page = await openPage(simulator);
    });
    after(async () => {
        await page.context().close();
        await tapi.stop();
        await simulator.stop();
    });

    const key = (id) => page.locator(`feature-keys [data-id="${id}"]`);

    test("SetDisplay is on the glass and is announced", async () => {
        await tapi.call("set-display 0 0 Anna Lindqvist");
        await tapi.call("set-display 1 4 +46 8 123");
        const glass = page.locator(".glass > div");
        await until("shown", async () => /^Anna Lindqvist {10}$/.test(await glass.nth(0).textContent()));
        await until("both rows", async () => (await glass.nth(1).textContent()) === "    +46 8 123           ");
        const status = page.getByRole("status", { name: "Display" });
        await until("announced", async () => (await status.textContent()) === "Anna Lindqvist\n+46 8 123");
    });

    for (const [mode, word] of Object.entries({ steady: "steady", wink: "wink", flash: "flash", flutter: "flutter", brokenflutter: "broken flutter", off: "" })) {
        test(`SetLamp ${mode} is seen and said`, async () => {
            await tapi.call(`set-lamp 13 ${mode}`);
            await key(13).locator(`.lamp[data-mode="${mode}"]`).waitFor();
            assert.equal(await key(13).locator(".word").innerText(), word);
            const name = word === "" ? "Line 2" : `Line 2 ${word}`;
            await page.getByRole("button", { name, exact: true }).waitFor();
        });
    }

    test("no cadence flashes more than three times in any second", async () => {
        await tapi.call("set-lamp 12 flutter");
        await tapi.call("set-lamp 13 brokenflutter");
        await tapi.call("set-lamp 14 wink");
        await tapi.call("set-lamp 15 flash");
        for (const [id, mode] of [[12, "flutter"], [13, "brokenflutter"], [14, "wink"], [15, "flash"]]) {
            await key(id).locator(`.lamp[data-mode="${mode}"]`).waitFor();
        }
        const flashes = await page.locator(".lamp").evaluateAll((lamps) =>
            lamps.flatMap((lamp) => lamp.getAnimations()).map((blinking) => {
                blinking.pause();
                const lit = (at) => {
                    blinking.currentTime = at;
                    return getComputedStyle(blinking.effect.target).backgroundColor !== "rgba(0, 0, 0, 0)";
                };
                const rises = [];
                for (let at = 5; at < 6000; at += 5) if (lit(at) && !lit(at - 5)) rises.push(at);
                blinking.play();
                return Math.max(...rises.map((from) => rises.filter((at) => at >= from && at < from + 1000).length));
            }),
        );
        assert.equal(flashes.length, 4);
        for (const count of flashes) assert.ok(count >= 1 && count <= 3, `${flashes}`);
    });

    test("SetButtonInfo is the label", async () => {
        await tapi.call("set-button-info 16 feature hold Park it");
        await until("labelled", async () => (await key(16).locator(".label").innerText()) === "Park it");
    });

    test("SetHookSwitch lifts the receiver", async () => {
        await tapi.call("set-hook-switch handset micspeaker");
        await page.locator("phone-cradle[data-lifted]").waitFor();
        await tapi.call("set-hook-switch handset onhook");
        await page.locator("phone-cradle:not([data-lifted])").waitFor();
    });

    test("SetVolume and SetGain move the sliders", async () => {
        await tapi.call("set-volume speaker 65535");
        await tapi.call("set-gain headset 0");
        const value = (name) => page.getByRole("slider", { name }).getAttribute("aria-valuetext");
        await until("volume", async () => (await value("Speaker volume")) === "100 %");
        await until("gain", async () => (await value("Headset gain")) === "0 %");
    });

    test("SetRing is seen, said and pictured", async () => {
        await tapi.call("set-ring 3 65535");
        await page.getByText("Ringing, melody 3, at 100 %").waitFor();
        await until("alert", async () => (await page.getByRole("alert").allTextContents()).includes("SIM-0000 is ringing"));
        await picture(page, "ringing-light");
        await tapi.call("set-ring 0 0");
        await page.locator("ring-light:not([data-ringing])").waitFor();
    });

    test("a press on the page is a PHONE_BUTTON", async () => {
        await page.getByRole("button", { name: "Hold", exact: true }).or(page.getByRole("button", { name: "Park it", exact: true })).click();
        await until("the event", async () => {
            await tapi.call("pause 20");
            return tapi.events.some((event) => event.event === "PHONE_BUTTON" && event.button === 16);
        });
    });

    test("a fault that strikes is told among the reports, and the request survives it", async () => {
        await simulator.ask("fault", { what: "drop", of: ["LAMP"], times: 1 });
        await page.getByText("1 fault is on").waitFor();
        await tapi.call("set-lamp 21 steady");
        await page.locator("report-log .strike").filter({ hasText: "LAMP" }).waitFor();
        await key(21).locator('.lamp[data-mode="steady"]').waitFor();
        await picture(page, "fault-light");
        await simulator.ask("clear");
    });

    test("a request and its answer are in the log, in words", async () => {
        await tapi.call("set-lamp 20 steady");
        const log = page.getByRole("log");
        await log.getByText(/^LAMP .*steady/).first().waitFor();
        await log.getByText(/^LAMP .*OK/).first().waitFor();
    });
});
