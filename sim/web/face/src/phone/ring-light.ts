import { attribute, h, say } from "../dom.ts";
import type { State } from "../protocol.ts";
import { percent } from "../words.ts";

/** The light across the top of the phone, and the words for it. */
export class RingLight extends HTMLElement {
    #bar = h("div", { class: "bar", "aria-hidden": "true" });
    #word = h("div", { class: "word" });
    #alert = h("div", { class: "unseen", role: "alert" });

    connectedCallback(): void {
        if (this.firstChild) return;
        this.append(this.#bar, this.#word, this.#alert);
    }

    show(state: State): void {
        const { mode, volume } = state.ring;
        attribute(this, "data-ringing", mode ? String(mode) : undefined);
        const sound = volume === 0 ? "silently" : `at ${percent(volume)} %`;
        say(this.#word, mode ? `Ringing, melody ${mode}, ${sound}` : "");
        // Once for each ringing, whatever happens to its volume.
        say(this.#alert, mode ? `${state.serial} is ringing` : "");
        for (const blinking of this.#bar.getAnimations()) blinking.startTime = 0;
    }
}

customElements.define("ring-light", RingLight);
