import { h, pressed, say } from "../dom.ts";
import type { LogEntry } from "../operator.ts";
import type { Report } from "../protocol.ts";

const longest = 300; // lines kept

/** The reports of a handset in plain words, with their bytes beside them. */
export class ReportLog extends HTMLElement {
    #lines: HTMLElement[] = [];
    #list = h("ol", { role: "log", "aria-live": "off", "aria-label": "Reports", tabindex: 0 });
    #empty = h("p", { class: "empty" }, "No report has passed since this page was opened.");
    #pause = h(
        "button",
        { type: "button", class: "toggle", "aria-pressed": "false", onclick: () => this.#onPause() },
        "Pause",
    );
    #paused = false;
    #waiting: HTMLElement[] = [];
    #drawing = false;

    connectedCallback(): void {
        if (this.firstChild) return;
        const clear = h("button", { type: "button", class: "plain", onclick: () => this.#clear() }, "Clear");
        this.append(h("div", { class: "row" }, this.#pause, clear), this.#list, this.#empty);
    }

    add(entry: LogEntry): void {
        this.#take("reports" in entry ? missedLine(entry.reports) : reportLine(entry));
    }

    /** A fault that struck, in its place among the reports. */
    addStrike(at_ms: number, text: string): void {
        this.#take(h("li", { class: "strike" }, time(at_ms), h("span", { class: "text" }, text)));
    }

    #take(line: HTMLElement): void {
        this.#waiting.push(line);
        if (this.#waiting.length > longest) this.#waiting.shift();
        if (this.#drawing || this.#paused) return;
        this.#drawing = true;
        requestAnimationFrame(() => this.#draw());
    }

    // However many reports come between two pictures, the page is laid out once.
    #draw(): void {
        this.#drawing = false;
        const list = this.#list;
        const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 30;
        this.#lines.push(...this.#waiting);
        list.append(...this.#waiting);
        this.#waiting = [];
        while (this.#lines.length > longest) this.#lines.shift()!.remove();
        this.#empty.hidden = this.#lines.length > 0;
        if (atEnd) list.scrollTop = list.scrollHeight;
    }

    #onPause(): void {
        this.#paused = !this.#paused;
        pressed(this.#pause, this.#paused);
        if (!this.#paused) this.#draw();
    }

    #clear(): void {
        for (const line of this.#lines) line.remove();
        this.#lines = [];
        this.#waiting = [];
        this.#empty.hidden = false;
        say(this.#empty, "No report since the log was cleared.");
    }
}

function reportLine(report: Report): HTMLElement {
    const toHost = report.way === "to-host";
    return h(
        "li",
        { class: toHost ? "to-host" : "to-device" },
        time(report.at_ms),
        h("span", { class: "way" }, toHost ? "handset says" : "host asks"),
        h("span", { class: "text" }, report.text),
        h("code", {}, bytes(report.hex)),
    );
}

/** "20 5C 0A", and a long end of zeros as "00 * 53", as in firmware-protocol.md. */
function bytes(hex: string): string {
    const all = hex.toUpperCase().match(/../g) ?? [];
    let end = all.length;
    while (end > 0 && all[end - 1] === "00") end -= 1;
    const zeros = all.length - end;
    return zeros < 4 ? all.join(" ") : [...all.slice(0, end), `00 * ${zeros}`].join(" ");
}

function missedLine(count: number): HTMLElement {
    return h("li", { class: "missed" }, `${count} reports came faster than they could be shown`);
}

function time(at_ms: number): HTMLElement {
    return h("span", { class: "time" }, (at_ms / 1000).toFixed(3));
}

customElements.define("report-log", ReportLog);
