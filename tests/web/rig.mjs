// The programs of a test: a simulator, a TAPI host beside it, Chromium before it.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = process.env.OFFHOOK_BIN_DIR ?? path.join(root, "build/gcc/bin");
const pictures = path.join(bin, "../web/screenshots");
const patience = 30_000; // ms; nothing waits so long but what is broken

const require = createRequire(path.join(root, "sim/web/face/package.json"));
const { chromium } = require("playwright-core");
export const axeSource = () => require("axe-core").source;

/** Asks again and again until it is so. Playwright's own waiting needs its own runner. */
export async function until(what, condition) {
    const end = Date.now() + patience;
    for (;;) {
        if (await condition()) return;
        if (Date.now() > end) throw new Error(`never came: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

class Program {
    constructor(name, words, env = {}) {
        this.child = spawn(path.join(bin, name), words, {
            stdio: ["pipe", "pipe", "inherit"],
            env: { ...process.env, ...env },
        });
        this.ended = new Promise((resolve) => this.child.once("exit", resolve));
        this.lines = readline.createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    }

    async line() {
        const { value, done } = await this.lines.next();
        if (done) throw new Error(`${this.child.spawnfile} has ended`);
        return value;
    }

    async stop(signal = "SIGTERM") {
        this.child.stdin.end();
        this.child.kill(signal);
        return this.ended;
    }
}

/** offhook-sim, and a line to its operators' channel that the page knows nothing of. */
export class Simulator extends Program {
    static async start(...words) {
        const one = new Simulator("offhook-sim", [
            ...["--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"],
            ...(words.includes("--web") ? [] : ["--web", "127.0.0.1:0"]),
            ...words,
        ]);
        for (let line = await one.line(); line !== "ready"; line = await one.line()) {
            const [what, where] = line.split(" ");
            one[what] = where;
        }
        const [host, port] = one.control.split(":");
        one.socket = net.connect(Number(port), host);
        one.answers = readline.createInterface({ input: one.socket })[Symbol.asyncIterator]();
        return one;
    }

    async ask(what, fields = {}) {
        this.socket.write(`${JSON.stringify({ do: what, ...fields })}\n`);
        const answer = JSON.parse((await this.answers.next()).value);
        if (!answer.ok) throw new Error(answer.error);
        return answer;
    }

    async state(handset = 0) {
        return (await this.ask("state", { handset })).state;
    }

    async button(id) {
        return (await this.state()).buttons.find((one) => one.id === id);
    }

    async stop(signal) {
        this.socket.destroy();
        return super.stop(signal);
    }
}

/** A TAPI application on the handset's other side: TSPI calls of the real service provider. */
export class Tapi extends Program {
    static async start(simulator) {
        const one = new Tapi("offhook-tapi", ["--tsp", path.join(bin, "offhook.tsp"), "--json", "run", "-"], {
            OFFHOOK_DEVICES: `sim:${simulator.listening}`,
        });
        one.events = [];
        await one.call("open 0 owner");
        await one.call("status-messages all all all");
        return one;
    }

    async call(command) {
        this.child.stdin.write(`${command}\n`);
        for (;;) {
            const message = JSON.parse(await this.line());
            if ("event" in message) {
                this.events.push(message);
            } else {
                if (message.result < 0 || message.error) throw new Error(`${command}: ${JSON.stringify(message)}`);
                return message;
            }
        }
    }
}

let browser;

export async function openBrowser() {
    browser = await chromium.launch({
        executablePath: "/usr/bin/chromium",
        args: [
            ...["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
            ...["--disable-sync", "--no-first-run", "--autoplay-policy=user-gesture-required"],
        ],
    });
}

export const closeBrowser = () => browser.close();

/** A window of its own, as another person would have it. What goes wrong on the page is collected. */
export async function openPage(simulator, options = {}, hash = "") {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.problems = [];
    page.asked = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error") page.problems.push(message.text());
    });
    page.on("request", (request) => page.asked.push(request.url()));
    await page.goto(simulator.web + hash);
    // The page hears of the handset's state and of faults by different answers: all of it is there then.
    await page.locator("desk-phone .model").first().filter({ hasText: /./ }).waitFor();
    await page.locator("fault-panel").first().waitFor();
    return page;
}

/** Keeps a picture for people under build/. */
export async function picture(page, name) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
