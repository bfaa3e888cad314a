// A lamp: its cadence is a state, the browser does the blinking.

import { attribute, h } from "../dom.ts";
import type { LampMode } from "../protocol.ts";

export function makeLamp(): HTMLElement {
    return h("span", { class: "lamp", "aria-hidden": "true" });
}

/** Lamps of one cadence blink together, whenever each was lit. */
export function setLamp(lamp: HTMLElement, mode: LampMode): void {
    if (lamp.dataset["mode"] === mode) return;
    attribute(lamp, "data-mode", mode);
    for (const blinking of lamp.getAnimations()) blinking.startTime = 0;
}
