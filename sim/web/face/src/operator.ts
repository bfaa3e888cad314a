// What the page knows of the simulator, and how it asks it for things.

import { Line, Refused, type LineStatus } from "./line.ts";
import type { Description, Event, Fault, Hello, Listed, Report, State } from "./protocol.ts";

const spoken = 2; // the version of the control protocol

/**
 * Dispatches: "status" (the connection), "list" (handsets there are), "faults", "problem" (a
 * CustomEvent with a sentence), and for a handset N: "state-N", "report-N" (a CustomEvent).
 */
export class Operator extends EventTarget {
    hello: Hello | undefined;
    handsets: Listed[] = [];
    faults: Fault[] = [];
    canFault = false;
    #line: Line;
    #states = new Map<number, State>();
    #descriptions = new Map<number, Description>();
    #watched = new Set<number>();
    #logged = new Set<number>();

    constructor(address: string) {
        super();
        this.#line = new Line(address);
        this.#line.addEventListener("status", () => void this.#onStatus());
        this.#line.addEventListener("event", (event) =>
            this.#onEvent((event as CustomEvent<Event>).detail),
        );
        this.#line.connect();
    }

    get status(): LineStatus {
        return this.#line.status;
    }

    state(handset: number): State | undefined {
        return this.#states.get(handset);
    }

    description(handset: number): Description | undefined {
        return this.#descriptions.get(handset);
    }

    /** Asks for something; what goes wrong is told as a "problem", and the answer is undefined. */
    async act<Answer>(what: string, fields: object = {}): Promise<Answer | undefined> {
        try {
            return await this.#line.ask<Answer>(what, fields);
        } catch (problem) {
            // A lost line is shown already.
            if (problem instanceof Refused) this.#tell("problem", problem.message);
            return undefined;
        }
    }

    /** From now on the handset's state is known and kept up to date. */
    async watch(handset: number): Promise<void> {
        this.#watched.add(handset);
        await this.#startWatching(handset);
    }

    async unwatch(handset: number): Promise<void> {
        this.#watched.delete(handset);
        this.#states.delete(handset);
        await this.act("unsubscribe", { to: ["changes"], handset });
    }

    /** Reports are told only while somebody reads them. */
    async log(handset: number, wanted: boolean): Promise<void> {
        if (wanted) this.#logged.add(handset);
        else this.#logged.delete(handset);
        await this.act(wanted ? "subscribe" : "unsubscribe", { to: ["reports"], handset });
    }

    async refreshList(): Promise<void> {
        const answer = await this.act<{ handsets: Listed[] }>("list");
        if (!answer) return;
        this.handsets = answer.handsets;
        this.#tell("list");
    }

    async #onStatus(): Promise<void> {
        this.#tell("status");
        if (this.#line.status !== "open") return;
        this.hello = await this.act<Hello>("hello");
        if (this.hello && this.hello.offhook !== spoken) {
            this.#tell("problem", "This page is of another version than the simulator: reload it.");
        }
        await this.refreshList();
        await this.#startFaults();
        for (const handset of this.#watched) await this.#startWatching(handset);
        for (const handset of this.#logged) await this.log(handset, true);
    }

    // A simulator that cannot make faults is not asked for them again.
    async #startFaults(): Promise<void> {
        try {
            const { faults } = await this.#line.ask<{ faults: Fault[] }>("faults");
            await this.#line.ask("subscribe", { to: ["faults"], handset: "all" });
            this.canFault = true;
            this.#onEvent({ event: "faults", faults });
        } catch {
            this.canFault = false;
            this.#tell("faults");
        }
    }

    async #startWatching(handset: number): Promise<void> {
        if (this.#line.status !== "open") return;
        const answer = await this.act<{ profile: Description }>("describe", { handset });
        if (answer) this.#descriptions.set(handset, answer.profile);
        await this.act("subscribe", { to: ["changes"], handset, deltas: true });
    }

    #onEvent(event: Event): void {
        switch (event.event) {
            case "changed": {
                const before = this.#states.get(event.handset);
                this.#states.set(event.handset, { ...before, ...event.state } as State);
                this.#tell(`state-${event.handset}`);
                break;
            }
            case "report":
                this.#tell(`report-${event.handset}`, event);
                break;
            case "missed":
                for (const handset of this.#logged) this.#tell(`report-${handset}`, event);
                break;
            case "faults":
                this.faults = event.faults;
                this.#tell("faults");
                break;
            case "fault":
                this.#struck(event.handset, event.fault, event.at_ms, event.text);
        }
    }

    #struck(handset: number, number: number, at_ms: number, text: string): void {
        const fault = this.faults.find((one) => one.fault === number);
        if (fault) fault.struck += 1;
        this.#tell("faults");
        this.#tell(`strike-${handset}`, { at_ms, text });
    }

    #tell(name: string, detail?: unknown): void {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

export type Missed = { event: "missed"; reports: number };
export type LogEntry = Report | Missed;
