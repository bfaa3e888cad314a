import { attribute, h, pressed, say } from "../dom.ts";
import { devices, type Description, type Device, type HookMode, type State } from "../protocol.ts";
import { deviceNames, hookWords, percent } from "../words.ts";

export type Act = (what: string, fields: object) => void;

/** A row for each device: off-hook or not, microphone, sound, volume, gain. */
export class SoundBoard extends HTMLElement {
    act: Act = () => {};
    #rows = new Map<Device, DeviceRow>();

    connectedCallback(): void {
        attribute(this, "role", "group");
        attribute(this, "aria-label", "Hook switches and levels");
    }

    describe(what: Description): void {
        this.#rows.clear();
        this.replaceChildren();
        for (const device of devices) {
            const has = what.hooks[device];
            if (!has) continue;
            const row = new DeviceRow(device, has, (verb, fields) => this.act(verb, fields));
            this.#rows.set(device, row);
            this.append(row.element);
        }
        this.hidden = this.#rows.size === 0;
    }

    show(state: State): void {
        for (const row of this.#rows.values()) row.show(state);
    }
}

type Has = NonNullable<Description["hooks"][Device]>;

class DeviceRow {
    readonly element: HTMLElement;
    #mode: HookMode = "onhook";
    #word = h("span", { class: "word" });
    #lift: HTMLButtonElement;
    #microphone: HTMLButtonElement;
    #sound: HTMLButtonElement;
    #volume: Level | undefined;
    #gain: Level | undefined;

    constructor(
        private readonly device: Device,
        private readonly has: Has,
        private readonly act: Act,
    ) {
        const name = deviceNames[device];
        this.#lift = this.#toggle(`${name} off hook`, name, () => this.#liftOrHangUp());
        this.#microphone = this.#toggle(`${name} mic`, "Mic", () => this.#flip("mic"));
        this.#sound = this.#toggle(`${name} sound`, "Sound", () => this.#flip("speaker"));
        if (has.volume) this.#volume = new Level(`${name} volume`, "Volume", this.#turn("volume"));
        if (has.gain) this.#gain = new Level(`${name} gain`, "Gain", this.#turn("gain"));
        this.element = h(
            "div",
            { class: "device", "data-device": device },
            this.#lift,
            this.#word,
            this.#microphone,
            this.#sound,
            this.#volume?.element,
            this.#gain?.element,
        );
        this.#lift.classList.add("lift");
    }

    show(state: State): void {
        this.#mode = state.hook[this.device];
        const off = this.#mode !== "onhook";
        pressed(this.#lift, off);
        say(this.#word, hookWords[this.#mode]);
        pressed(this.#microphone, this.#mode === "mic" || this.#mode === "micspeaker");
        pressed(this.#sound, this.#mode === "speaker" || this.#mode === "micspeaker");
        this.#microphone.disabled = !this.#may(this.#flipped("mic"));
        this.#sound.disabled = !this.#may(this.#flipped("speaker"));
        this.#volume?.show(state.volume[this.device]);
        this.#gain?.show(state.gain[this.device]);
    }

    #toggle(name: string, text: string, onclick: () => void): HTMLButtonElement {
        const properties = { type: "button", class: "toggle", "aria-label": name, onclick };
        return h("button", properties, text);
    }

    #liftOrHangUp(): void {
        const lifted: HookMode[] = ["micspeaker", "speaker", "mic"];
        const wanted = this.#mode === "onhook" ? lifted.find((mode) => this.#may(mode)) : "onhook";
        if (wanted) this.#set(wanted);
    }

    // The mode with one direction more or less; undefined when nothing would be left.
    #flipped(which: "mic" | "speaker"): HookMode | undefined {
        if (this.#mode === "micspeaker") return which === "mic" ? "speaker" : "mic";
        if (this.#mode === "mic" || this.#mode === "speaker") {
            return this.#mode === which ? undefined : "micspeaker";
        }
        return undefined;
    }

    #flip(which: "mic" | "speaker"): void {
        const mode = this.#flipped(which);
        if (mode) this.#set(mode);
    }

    #may(mode: HookMode | undefined): boolean {
        return mode !== undefined && this.has.modes.includes(mode);
    }

    #set(mode: HookMode): void {
        this.act("hook", { device: this.device, mode });
    }

    #turn(what: "volume" | "gain"): (level: number) => void {
        return (level) => this.act(what, { device: this.device, level });
    }
}

/** A slider of 0 to 65535 that says percent, and does not jump under the finger. */
class Level {
    readonly element: HTMLElement;
    #input: HTMLInputElement;
    #value = h("span", { class: "value", "aria-hidden": "true" });
    #held = false;
    #newest = 0;

    constructor(name: string, text: string, turned: (level: number) => void) {
        this.#input = h("input", {
            type: "range",
            min: 0,
            max: 65535,
            step: 655,
            "aria-label": name,
            oninput: () => {
                turned(this.#level);
                this.#draw(this.#level);
            },
            onpointerdown: () => (this.#held = true),
            onpointerup: () => this.#letGo(),
            onpointercancel: () => this.#letGo(),
        });
        this.element = h("label", { class: "level" }, h("span", {}, text), this.#input, this.#value);
    }

    show(level: number): void {
        this.#newest = level;
        if (!this.#held) this.#draw(level);
    }

    // The last step is the loudest there is, whatever the steps add up to.
    get #level(): number {
        const level = Number(this.#input.value);
        return level > 65535 - 655 ? 65535 : level;
    }

    #letGo(): void {
        this.#held = false;
        this.#draw(this.#newest);
    }

    #draw(level: number): void {
        this.#input.value = String(level);
        const text = `${percent(level)} %`;
        say(this.#value, text);
        attribute(this.#input, "aria-valuetext", text);
        this.#input.style.setProperty("--filled", `${percent(level)}%`);
    }
}

customElements.define("sound-board", SoundBoard);
