import { attribute, h, pressed, say } from "../dom.ts";
import { Operator } from "../operator.ts";
import { Ringer } from "../sound.ts";
import { HandsetPicker } from "./handset-picker.ts";
import { HandsetView } from "./handset-view.ts";

const shownAtFirst = 4;
const problemStays = 8000; // ms

/** The whole page: what is simulated, the connection, and the handsets that were chosen. */
export class OffhookPage extends HTMLElement {
    #operator = new Operator(`${location.origin.replace(/^http/, "ws")}/control`);
    #ringer = new Ringer();
    #views = new Map<number, HandsetView>();
    #picker = new HandsetPicker();
    #main = h("main");
    #where = h("p", { class: "where" });
    #lost = h("div", { class: "lost", role: "alert" });
    #problem = h("div", { class: "problem", role: "status" });
    #hide: number | undefined;
    #audible = h(
        "button",
        { type: "button", class: "toggle", "aria-pressed": "false", onclick: () => void this.#flipSound() },
        "Ring aloud",
    );

    connectedCallback(): void {
        const badge = h("span", { class: "simulated" }, "Simulated");
        const title = h("h1", {}, "Offhook ", badge);
        const header = h("header", { class: "top" }, title, this.#where, this.#audible, this.#picker);
        this.append(header, this.#lost, this.#main, this.#problem);
        this.#picker.flip = (handset) => this.#flip(handset);
        this.#operator.addEventListener("status", () => this.#showStatus());
        this.#operator.addEventListener("list", () => this.#onList());
        this.#operator.addEventListener("problem", (event) =>
            this.#complain((event as CustomEvent<string>).detail),
        );
        this.#showStatus();
    }

    #showStatus(): void {
        const lost = this.#operator.status === "lost";
        attribute(this, "data-status", this.#operator.status);
        say(this.#lost, lost ? "The simulator does not answer. Trying again; what you see is old." : "");
        this.#main.inert = lost;
    }

    #onList(): void {
        const { hello, handsets } = this.#operator;
        const many = handsets.length === 1 ? "One handset" : `${handsets.length} handsets`;
        const plugs = hello?.plugs?.length ? ` · ${hello.plugs.join(" · ")}` : "";
        say(this.#where, `${many} in software${plugs}`);
        if (this.#views.size === 0) {
            for (const handset of chosen() ?? firstOf(handsets.map((one) => one.handset))) {
                if (handset < handsets.length) this.#add(handset);
            }
        }
        this.#showPicker();
    }

    #flip(handset: number): void {
        const view = this.#views.get(handset);
        if (view) {
            view.leave();
            this.#views.delete(handset);
        } else {
            this.#add(handset);
        }
        // So a reload, or a link, shows the same ones.
        history.replaceState(null, "", `#handsets=${[...this.#views.keys()].join(",")}`);
        this.#showPicker();
    }

    #add(handset: number): void {
        const view = new HandsetView(this.#operator, this.#ringer, handset);
        this.#views.set(handset, view);
        const after = [...this.#views.values()].find((one) => one.handset > handset);
        this.#main.insertBefore(view, after ?? null);
    }

    #showPicker(): void {
        this.#picker.show(this.#operator.handsets, new Set(this.#views.keys()));
        attribute(this.#main, "data-views", String(this.#views.size));
    }

    async #flipSound(): Promise<void> {
        await this.#ringer.allow(!this.#ringer.allowed);
        pressed(this.#audible, this.#ringer.allowed);
    }

    #complain(text: string): void {
        say(this.#problem, text);
        clearTimeout(this.#hide);
        this.#hide = window.setTimeout(() => say(this.#problem, ""), problemStays);
    }
}

function chosen(): number[] | undefined {
    const found = /^#handsets=([0-9,]*)$/.exec(location.hash);
    return found?.[1]?.split(",").filter(Boolean).map(Number);
}

function firstOf(handsets: number[]): number[] {
    return handsets.slice(0, shownAtFirst);
}

customElements.define("offhook-page", OffhookPage);
