import { attribute, h, say } from "../dom.ts";
import type { State } from "../protocol.ts";

// Longer than a clock's tick in a display that shows the seconds would need: nothing is announced
// more often than this.
const announcePause = 1500;

/** The glass, and the same text for those who listen. */
export class PhoneDisplay extends HTMLElement {
    #glass = h("div", { class: "glass", "aria-hidden": "true" });
    #spoken = h("div", { class: "unseen", role: "status", "aria-label": "Display" });
    #pending: number | undefined;
    #text = "";

    connectedCallback(): void {
        if (!this.isConnected || this.firstChild) return;
        this.append(this.#glass, this.#spoken);
    }

    show(state: State): void {
        const rows = state.display;
        this.hidden = rows.length === 0;
        while (this.#glass.childElementCount > rows.length) this.#glass.lastElementChild?.remove();
        while (this.#glass.childElementCount < rows.length) this.#glass.append(h("div"));
        rows.forEach((row, index) => say(this.#glass.children[index] as Element, row));
        const columns = Math.max(1, ...rows.map((row) => [...row].length));
        this.style.setProperty("--columns", String(columns));
        attribute(this.#glass, "data-dark", state.plugged ? undefined : "");
        this.#text = rows.map((row) => row.trim()).filter(Boolean).join("\n");
        this.#pending ??= window.setTimeout(() => this.#announce(), this.#quiet ? 0 : announcePause);
    }

    get #quiet(): boolean {
        return this.#spoken.textContent === "";
    }

    #announce(): void {
        this.#pending = undefined;
        say(this.#spoken, this.#text);
    }
}

customElements.define("phone-display", PhoneDisplay);
