// What things are called, for eyes and for ears.

import type { Device, HookMode, LampMode } from "./protocol.ts";

export interface KeyFace {
    name: string; // in the control protocol
    sign: string;
    letters: string;
    spoken: string;
}

const letters = ["", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];

function digit(number: number): KeyFace {
    const own = letters[number] ?? "";
    const spoken = [String(number), ...own].join(" ");
    return { name: String(number), sign: String(number), letters: own, spoken };
}

/** A keypad's keys by the number of their pair, 0 to 11. */
export const keypad: readonly KeyFace[] = [
    ...Array.from({ length: 10 }, (_, number) => digit(number)),
    { name: "star", sign: "∗", letters: "", spoken: "star" },
    { name: "hash", sign: "#", letters: "", spoken: "hash" },
];

/** In the order in which they lie on a telephone. */
export const keypadOrder: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11];

export const deviceNames: Record<Device, string> = {
    handset: "Handset",
    speaker: "Speaker",
    headset: "Headset",
};

export const lampWords: Record<LampMode, string> = {
    none: "",
    off: "off",
    steady: "steady",
    wink: "wink",
    flash: "flash",
    flutter: "flutter",
    brokenflutter: "broken flutter",
    unknown: "unknown",
};

export const hookWords: Record<HookMode, string> = {
    onhook: "on hook",
    mic: "microphone only",
    speaker: "muted",
    micspeaker: "off hook",
    unknown: "unknown",
};

export const isLit = (lamp: LampMode): boolean => lamp !== "none" && lamp !== "off";

export const percent = (level: number): number => Math.round((level * 100) / 65535);
