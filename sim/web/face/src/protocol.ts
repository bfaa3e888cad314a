// The words of sim/control/README.md, as far as the face speaks them.

export type Device = "handset" | "speaker" | "headset";
export const devices: readonly Device[] = ["handset", "speaker", "headset"];

export type HookMode = "onhook" | "mic" | "speaker" | "micspeaker" | "unknown";
export type LampMode =
    | "none"
    | "off"
    | "steady"
    | "wink"
    | "flash"
    | "flutter"
    | "brokenflutter"
    | "unknown";
export type ButtonMode = "dummy" | "call" | "feature" | "keypad" | "local" | "display";

export interface Button {
    id: number;
    label: string;
    mode: ButtonMode;
    function: number;
    state: "up" | "down";
    lamp: LampMode;
}

/** What a handset shows. */
export interface State {
    handset: number;
    serial: string;
    product: string;
    plugged: boolean;
    session: boolean;
    display: string[];
    ring: { mode: number; volume: number };
    hook: Record<Device, HookMode>;
    volume: Record<Device, number>;
    gain: Record<Device, number>;
    buttons: Button[];
    requests: number;
}

/** What a handset is. */
export interface Description {
    serial: string;
    maker: string;
    product: string;
    rows: number;
    columns: number;
    ring_modes: number;
    hooks: Partial<Record<Device, { modes: HookMode[]; volume: boolean; gain: boolean }>>;
}

/** A handset in the list of all. */
export interface Listed {
    handset: number;
    serial: string;
    product: string;
    plugged: boolean;
    session: boolean;
}

export interface Fault {
    fault: number;
    what: string;
    handset: number | "all";
    text: string;
    struck: number;
}

export interface Report {
    way: "to-host" | "to-device";
    at_ms: number;
    hex: string;
    text: string;
}

export type Event =
    | { event: "changed"; handset: number; state: Partial<State> }
    | ({ event: "report"; handset: number } & Report)
    | { event: "missed"; reports: number }
    | { event: "faults"; faults: Fault[] }
    | { event: "fault"; handset: number; fault: number; at_ms: number; text: string };

export interface Hello {
    offhook: number;
    handsets: number;
    program?: string;
    plugs?: string[];
}
