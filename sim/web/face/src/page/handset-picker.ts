import { attribute, h, pressed, say } from "../dom.ts";
import type { Listed } from "../protocol.ts";

const mostShown = 48; // of a thousand handsets, as buttons

/** Which handsets are on the page. Hidden while there is only one. */
export class HandsetPicker extends HTMLElement {
    flip: (handset: number) => void = () => {};
    #all: Listed[] = [];
    #shown = new Set<number>();
    #search = h("input", {
        type: "search",
        placeholder: "Find a handset",
        "aria-label": "Find a handset by serial number or product",
        oninput: () => this.#draw(),
    });
    #list = h("div", { class: "chips" });
    #more = h("p", { class: "empty", role: "status" });

    connectedCallback(): void {
        if (this.firstChild) return;
        attribute(this, "role", "group");
        attribute(this, "aria-label", "Handsets");
        this.append(this.#search, this.#list, this.#more);
    }

    show(all: Listed[], shown: Set<number>): void {
        this.#all = all;
        this.#shown = shown;
        this.hidden = all.length < 2;
        this.#search.hidden = all.length <= mostShown;
        this.#draw();
    }

    #draw(): void {
        const wanted = this.#search.value.trim().toLowerCase();
        const fits = (one: Listed): boolean =>
            `${one.serial} ${one.product}`.toLowerCase().includes(wanted);
        const found = this.#all.filter((one) => this.#shown.has(one.handset) || fits(one));
        found.sort((a, b) => Number(this.#shown.has(b.handset)) - Number(this.#shown.has(a.handset)));
        const drawn = this.#all.length <= mostShown ? this.#all : found.slice(0, mostShown);
        this.#list.replaceChildren(...drawn.map((one) => this.#chip(one)));
        const rest = found.length - drawn.length;
        say(this.#more, rest > 0 ? `and ${rest} more; search to find them` : "");
    }

    #chip(one: Listed): HTMLElement {
        const chip = h(
            "button",
            { type: "button", class: "chip", title: one.product, onclick: () => this.flip(one.handset) },
            one.serial,
        );
        attribute(chip, "data-unplugged", one.plugged ? undefined : "");
        pressed(chip, this.#shown.has(one.handset));
        return chip;
    }
}

customElements.define("handset-picker", HandsetPicker);
