import { attribute, h, say } from "../dom.ts";
import type { Button, State } from "../protocol.ts";
import { isLit, lampWords } from "../words.ts";
import { holdable } from "./hold.ts";
import { makeLamp, setLamp } from "./lamp.ts";
import type { Press } from "./phone-keypad.ts";

interface Key {
    button: HTMLButtonElement;
    lamp: HTMLElement;
    label: HTMLElement;
    word: HTMLElement;
}

/** The handset's own buttons: each with its paper label and its lamp. */
export class FeatureKeys extends HTMLElement {
    press: Press = () => {};
    #keys = new Map<number, Key>();

    connectedCallback(): void {
        attribute(this, "role", "group");
        attribute(this, "aria-label", "Keys and lamps");
    }

    show(state: State): void {
        const own = state.buttons.filter(
            (one) => one.id >= 12 && (one.mode !== "dummy" || one.lamp !== "none"),
        );
        this.hidden = own.length === 0;
        attribute(this, "data-many", own.length > 24 ? "" : undefined);
        const there = new Set(own.map((one) => one.id));
        for (const [id, key] of this.#keys) {
            if (there.has(id)) continue;
            key.button.remove();
            this.#keys.delete(id);
        }
        for (const one of own) this.#showKey(one, this.#keys.get(one.id) ?? this.#make(one.id));
    }

    #make(id: number): Key {
        const lamp = makeLamp();
        const label = h("span", { class: "label" });
        const word = h("span", { class: "word" });
        const button = h(
            "button",
            { type: "button", class: "key feature", "data-id": id },
            lamp,
            label,
            h("span", { class: "unseen" }, " "),
            word,
        );
        holdable(
            button,
            () => this.press("press", id),
            () => this.press("release", id),
        );
        const key = { button, lamp, label, word };
        this.#keys.set(id, key);
        this.append(button);
        return key;
    }

    #showKey(one: Button, key: Key): void {
        say(key.label, one.label || `Key ${one.id}`);
        setLamp(key.lamp, one.lamp);
        say(key.word, isLit(one.lamp) ? lampWords[one.lamp] : "");
        attribute(key.button, "title", titleOf(one));
        attribute(key.button, "data-kind", kindOf(one));
        attribute(key.button, "data-down", one.state === "down" ? "" : undefined);
        key.button.disabled = one.mode === "dummy";
    }
}

const messageIndicator = 38; // PHONEBUTTONFUNCTION_MSGINDICATOR

function kindOf(one: Button): string {
    return one.function === messageIndicator ? "message" : one.mode === "call" ? "call" : "feature";
}

function titleOf(one: Button): string {
    const lamp = one.lamp === "none" ? "no lamp" : `lamp ${lampWords[one.lamp]}`;
    return `Button ${one.id}, ${one.mode}, ${lamp}`;
}

customElements.define("feature-keys", FeatureKeys);
