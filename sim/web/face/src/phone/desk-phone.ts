import { attribute, h, say } from "../dom.ts";
import type { Description, State } from "../protocol.ts";
import { FeatureKeys } from "./feature-keys.ts";
import { PhoneCradle } from "./phone-cradle.ts";
import { PhoneDisplay } from "./phone-display.ts";
import { PhoneKeypad } from "./phone-keypad.ts";
import { RingLight } from "./ring-light.ts";
import { SoundBoard, type Act } from "./sound-board.ts";

/** One handset, as it would lie on the desk. It shows states and says what a hand does to it. */
export class DeskPhone extends HTMLElement {
    act: Act = () => {};
    #state: State | undefined;
    #light = new RingLight();
    #cradle = new PhoneCradle();
    #display = new PhoneDisplay();
    #keypad = new PhoneKeypad();
    #features = new FeatureKeys();
    #sound = new SoundBoard();
    #maker = h("span", { class: "maker" });
    #model = h("span", { class: "model" });

    connectedCallback(): void {
        if (this.firstChild) return;
        const press = (what: string, key: string | number): void => this.act(what, { key });
        this.#keypad.press = press;
        this.#features.press = press;
        this.#sound.act = (what, fields) => this.act(what, fields);
        this.#cradle.lift = () => this.#liftOrHangUp();
        const badge = h("span", { class: "simulated" }, "Simulated");
        const plate = h("div", { class: "plate" }, this.#maker, this.#model, badge);
        const face = h("div", { class: "face" }, this.#display, this.#keypad, this.#features);
        this.append(this.#light, this.#cradle, plate, face, this.#sound);
        this.addEventListener("keydown", (event) => this.#onKey(event, "press"));
        this.addEventListener("keyup", (event) => this.#onKey(event, "release"));
    }

    describe(what: Description): void {
        say(this.#maker, what.maker);
        say(this.#model, what.product);
        this.#sound.describe(what);
        this.#cradle.hidden = !what.hooks.handset;
        attribute(this, "data-no-cradle", what.hooks.handset ? undefined : "");
    }

    show(state: State): void {
        this.#state = state;
        attribute(this, "data-unplugged", state.plugged ? undefined : "");
        this.#light.show(state);
        this.#cradle.show(state.hook.handset);
        this.#display.show(state);
        this.#keypad.show(state);
        this.#features.show(state);
        this.#sound.show(state);
    }

    #liftOrHangUp(): void {
        const lifted = this.#state?.hook.handset !== "onhook";
        this.act("hook", { device: "handset", mode: lifted ? "onhook" : "micspeaker" });
    }

    // Digits typed while the focus is on the phone are its own keys.
    #onKey(event: KeyboardEvent, what: "press" | "release"): void {
        if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
        const key = PhoneKeypad.named(event.key);
        if (key && !this.#keypad.hidden) this.act(what, { key });
    }
}

customElements.define("desk-phone", DeskPhone);
