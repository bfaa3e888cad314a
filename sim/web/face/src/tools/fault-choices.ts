// The faults that can be switched with one press. The control protocol (sim/control/README.md) has more,
// and finer choices of when.

export interface FaultChoice {
    group: string;
    name: string;
    fields: object; // of the request `fault`, without the handset
    picky?: boolean; // it is about some requests only, if so chosen, and not always
}

const answers = "What the host hears";
const handset = "What the handset does";
const cable = "What the cable does";

export const faultChoices: readonly FaultChoice[] = [
    { group: answers, name: "Answer lost", fields: { what: "drop" }, picky: true },
    { group: answers, name: "Answer late", fields: { what: "late", ms: 300, jitter_ms: 200 }, picky: true },
    { group: answers, name: "Answer twice", fields: { what: "twice" }, picky: true },
    { group: answers, name: "Answers swapped", fields: { what: "swap" }, picky: true },
    { group: answers, name: "Wrong sequence", fields: { what: "wrong-sequence" }, picky: true },
    { group: answers, name: "Wrong session", fields: { what: "wrong-session" }, picky: true },
    { group: answers, name: "Too short", fields: { what: "short" }, picky: true },
    { group: answers, name: "Too long", fields: { what: "long" }, picky: true },
    { group: answers, name: "Flipped bits", fields: { what: "flip" }, picky: true },
    { group: handset, name: "Busy", fields: { what: "refuse", status: "BUSY" }, picky: true },
    { group: handset, name: "Hardware fault", fields: { what: "refuse", status: "HARDWARE_FAULT" }, picky: true },
    { group: handset, name: "Pending for ever", fields: { what: "pending" }, picky: true },
    { group: handset, name: "Hangs", fields: { what: "hang", now: true } },
    { group: handset, name: "Restarts by watchdog", fields: { what: "reboot", now: true } },
    { group: handset, name: "Flood of events", fields: { what: "flood", now: true } },
    { group: handset, name: "Key 5 sticks", fields: { what: "stuck", key: "5" } },
    { group: handset, name: "Hook bounces", fields: { what: "bounce" } },
    { group: cable, name: "Out before the answer", fields: { what: "unplug", at: "answer", back_ms: 500, times: 1 } },
    { group: cable, name: "Endpoint stalls", fields: { what: "stall" } },
    { group: cable, name: "Stream in pieces", fields: { what: "slice" } },
    { group: cable, name: "Stream reset", fields: { what: "reset", now: true } },
    { group: cable, name: "Stream half-open", fields: { what: "half-open", now: true } },
];

/** Which requests a picky one is about. */
export const requestChoices: readonly string[] = [
    ...["LAMP", "RING", "HOOK", "VOLUME", "GAIN", "DISPLAY", "SET_BUTTON", "GET_BUTTON", "BATCH", "VENDOR"],
    ...["DL_BEGIN", "DL_DATA", "DL_END", "UL_READ", "HELLO", "PING"],
];

/** How often it strikes. */
export const oftenChoices: readonly (readonly [string, object])[] = [
    ["each time", {}],
    ["once", { times: 1 }],
    ["every third time", { every: 3 }],
    ["one time in ten", { chance: 0.1, seed: 1 }],
];
