import { h, pressed, say } from "../dom.ts";
import type { State } from "../protocol.ts";

export type Ask = (what: string, fields?: object) => void;

/** The cable and the power: what happens to a phone from behind. */
export class CablePanel extends HTMLElement {
    ask: Ask = () => {};
    #plugged = true;
    #plug = h(
        "button",
        {
            type: "button",
            class: "toggle",
            onclick: () => this.ask(this.#plugged ? "unplug" : "plug"),
        },
        "Plugged in",
    );
    #session = h("p", { class: "session" });

    connectedCallback(): void {
        if (this.firstChild) return;
        const button = (text: string, verb: string): HTMLElement =>
            h("button", { type: "button", class: "plain", onclick: () => this.ask(verb) }, text);
        const replug = button("Pull out and back", "replug");
        const row = h("div", { class: "row" }, this.#plug, replug, button("Reboot", "reboot"));
        this.append(row, this.#session);
    }

    show(state: State): void {
        this.#plugged = state.plugged;
        pressed(this.#plug, state.plugged);
        const who = state.session ? "A host holds the vendor pipe." : "No host holds the vendor pipe.";
        say(this.#session, state.plugged ? who : "The cable is out: no host can reach it.");
    }
}

customElements.define("cable-panel", CablePanel);
