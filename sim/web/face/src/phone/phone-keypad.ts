import { attribute, h, say } from "../dom.ts";
import type { State } from "../protocol.ts";
import { keypad, keypadOrder } from "../words.ts";
import { holdable } from "./hold.ts";
import { makeLamp, setLamp } from "./lamp.ts";

export type Press = (what: "press" | "release", key: string | number) => void;

interface Key {
    button: HTMLButtonElement;
    lamp: HTMLElement;
    label: HTMLElement;
}

/** The twelve keys. They also listen to the computer's own keys while the phone has the focus. */
export class PhoneKeypad extends HTMLElement {
    press: Press = () => {};
    #keys = new Map<number, Key>();

    connectedCallback(): void {
        if (this.firstChild) return;
        attribute(this, "role", "group");
        attribute(this, "aria-label", "Keypad");
        for (const id of keypadOrder) this.append(this.#make(id));
    }

    #make(id: number): HTMLElement {
        const face = keypad[id]!;
        const lamp = makeLamp();
        const label = h("span", { class: "label" });
        const button = h(
            "button",
            { type: "button", class: "key digit" },
            h("span", { class: "unseen" }, face.spoken),
            h("span", { class: "sign", "aria-hidden": "true" }, face.sign),
            h("span", { class: "letters", "aria-hidden": "true" }, face.letters),
            label,
            lamp,
        );
        holdable(
            button,
            () => this.press("press", face.name),
            () => this.press("release", face.name),
        );
        this.#keys.set(id, { button, lamp, label });
        return button;
    }

    show(state: State): void {
        const buttons = state.buttons.filter((one) => this.#keys.has(one.id));
        this.hidden = buttons.every((one) => one.mode === "dummy");
        for (const one of buttons) {
            const key = this.#keys.get(one.id)!;
            key.button.hidden = one.mode === "dummy";
            attribute(key.button, "data-down", one.state === "down" ? "" : undefined);
            setLamp(key.lamp, one.lamp);
            // A label of its own, not just what the key is called anyway.
            const usual = [keypad[one.id]!.sign, "*", ""].includes(one.label);
            say(key.label, usual ? "" : one.label);
        }
    }

    /** The key of the computer's keyboard, if it is one of the phone's. */
    static named(key: string): string | undefined {
        if (/^[0-9]$/.test(key)) return key;
        return key === "*" ? "star" : key === "#" ? "hash" : undefined;
    }
}

customElements.define("phone-keypad", PhoneKeypad);
