// Several windows, several handsets, reload, and a simulator that goes and comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Simulator, openPage, picture, until } from "./rig.mjs";

test("two windows show the same and both operate it", async () => {
    const simulator = await Simulator.start();
    const [one, two] = [await openPage(simulator), await openPage(simulator)];
    const lifted = (page) => page.locator("phone-cradle[data-lifted]").waitFor();
    await one.getByRole("button", { name: "Handset, lifted" }).click();
    await Promise.all([lifted(one), lifted(two)]);
    await two.getByRole("slider", { name: "Handset volume" }).press("End");
    await until("in the other", async () => (await one.getByRole("slider", { name: "Handset volume" }).getAttribute("aria-valuetext")) === "100 %");
    // One that vanishes with a key down does not leave it down.
    await one.getByRole("button", { name: "5 J K L" }).hover();
    await one.mouse.down();
    await until("down", async () => (await simulator.button(5)).state === "down");
    await one.context().close();
    await until("up", async () => (await simulator.button(5)).state === "up");
    await two.context().close();
    await simulator.stop();
});

test("a reload shows the same handsets in the state they are in", async () => {
    const simulator = await Simulator.start("--handsets", "6");
    const page = await openPage(simulator, { viewport: { width: 1600, height: 1000 } });
    assert.equal(await page.locator("handset-view").count(), 4);
    await picture(page, "several-light");
    for (const serial of ["SIM-0000", "SIM-0001", "SIM-0002"]) await page.getByRole("button", { name: serial, exact: true }).click();
    await page.getByRole("button", { name: "SIM-0005", exact: true }).click();
    await simulator.ask("lamp", { handset: 5, lamp: 12, mode: "steady" });
    await page.reload();
    await page.locator('handset-view[aria-label="Handset Desk SIM-0005"] .lamp[data-mode="steady"]').waitFor();
    await until("both", async () => (await page.locator("h2").allInnerTexts()).join() === "Desk SIM-0003,Desk SIM-0005");
    // A key of the second phone is the second handset's.
    await page.locator("handset-view").nth(1).getByRole("button", { name: "Line 3", exact: true }).hover();
    await page.mouse.down();
    await until("its own", async () => (await simulator.state(5)).buttons[14].state === "down");
    assert.equal((await simulator.state(3)).buttons[14].state, "up");
    await page.mouse.up();
    assert.deepEqual(page.problems, []);
    await page.context().close();
    await simulator.stop();
});

test("one of a thousand is found by its serial number", async () => {
    const simulator = await Simulator.start("--handsets", "1000");
    const page = await openPage(simulator, {}, "#handsets=7");
    assert.deepEqual(await page.locator("h2").allInnerTexts(), ["Desk SIM-0007"]);
    await page.getByRole("searchbox").fill("0998");
    await page.getByRole("button", { name: "SIM-0998", exact: true }).click();
    await until("both", async () => (await page.locator("h2").allInnerTexts()).join() === "Desk SIM-0007,Desk SIM-0998");
    await page.context().close();
    await simulator.stop();
});

test("the page says when the simulator is gone and finds it again", async () => {
    const first = await Simulator.start();
    const page = await openPage(first);
    await first.ask("display", { text: "before" });
    await until("before", async () => (await page.locator(".glass").innerText()).startsWith("before"));
    await first.stop("SIGKILL");
    await page.getByRole("alert").filter({ hasText: "The simulator does not answer" }).waitFor();
    await picture(page, "lost-light");

    const { host } = new URL(first.web);
    const second = await Simulator.start("--web", host);
    await page.locator('offhook-page[data-status="open"]').waitFor();
    await until("as it is now", async () => (await page.locator(".glass").innerText()).trim() === "");
    await page.getByRole("button", { name: "Handset, lifted" }).click();
    await until("works again", async () => (await second.state()).hook.handset === "micspeaker");
    await page.context().close();
    await second.stop();
});

for (const [profile, name] of [["small", "Small"], ["panel64", "Panel 64"]]) {
    test(`the profile ${profile} is a phone of its own`, async () => {
        const simulator = await Simulator.start("--profile", `sim/profiles/${profile}.yaml`);
        const page = await openPage(simulator, { colorScheme: "dark" });
        assert.equal(await page.locator("h2").innerText(), `${name} SIM-0000`);
        assert.equal(await page.locator("phone-keypad").isVisible(), profile !== "small");
        assert.equal(await page.locator("phone-display").isVisible(), profile !== "small");
        assert.equal(await page.getByRole("button", { name: "Speaker off hook" }).count(), 0);
        assert.equal(await page.getByRole("slider").count(), profile === "small" ? 1 : 4);
        await picture(page, `profile-${profile}-dark`);
        await page.context().close();
        await simulator.stop();
    });
}
