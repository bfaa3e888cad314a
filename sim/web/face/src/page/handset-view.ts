import { attribute, h, say } from "../dom.ts";
import type { LogEntry, Operator } from "../operator.ts";
import { DeskPhone } from "../phone/desk-phone.ts";
import type { Ringer } from "../sound.ts";
import { CablePanel } from "../tools/cable-panel.ts";
import { FaultPanel } from "../tools/fault-panel.ts";
import { ReportLog } from "../tools/report-log.ts";

/** A handset with all that belongs to it: the phone, and what an operator has beside it. */
export class HandsetView extends HTMLElement {
    #phone = new DeskPhone();
    #cable = new CablePanel();
    #faults: FaultPanel;
    #log = new ReportLog();
    #title = h("h2");
    #active = h("span", { class: "faulty" });
    #gone = new AbortController();

    constructor(
        private readonly operator: Operator,
        private readonly ringer: Ringer,
        readonly handset: number,
    ) {
        super();
        this.#faults = new FaultPanel(operator, handset);
        const act = (what: string, fields: object = {}): void =>
            void this.operator.act(what, { ...fields, handset });
        this.#phone.act = act;
        this.#cable.ask = act;
    }

    connectedCallback(): void {
        if (this.firstChild) return;
        attribute(this, "role", "region");
        const reports = h("details", { class: "card reports", ontoggle: () => void this.#readReports(reports.open) });
        reports.append(h("summary", {}, "Reports"), this.#log);
        reports.open = true;
        const cable = h("section", { class: "card", "aria-label": "Cable" }, h("h3", {}, "Cable"), this.#cable);
        const faults = h("section", { class: "card", "aria-label": "Faults" }, h("h3", {}, "Faults"), this.#faults);
        const tools = h("div", { class: "tools" }, cable, faults, reports);
        const workplace = h("div", { class: "workplace" }, h("div", { class: "stand" }, this.#phone), tools);
        this.append(h("header", {}, this.#title, this.#active), workplace);
        this.#listen();
        this.#showFaults();
        void this.operator.watch(this.handset);
    }

    /** Stops to show the handset. */
    leave(): void {
        this.#gone.abort();
        this.ringer.ring(this.handset, 0, 0);
        void this.operator.unwatch(this.handset);
        void this.#readReports(false);
        this.remove();
    }

    async #readReports(open: boolean): Promise<void> {
        await this.operator.log(this.handset, open);
    }

    #listen(): void {
        const on = (name: string, listener: (event: CustomEvent) => void): void =>
            this.operator.addEventListener(name, listener as EventListener, { signal: this.#gone.signal });
        on(`state-${this.handset}`, () => this.#show());
        on(`report-${this.handset}`, (event) => this.#log.add(event.detail as LogEntry));
        on(`strike-${this.handset}`, ({ detail }) => this.#log.addStrike(detail.at_ms, detail.text));
        on("faults", () => this.#showFaults());
        this.ringer.addEventListener("change", () => this.#showSounding(), { signal: this.#gone.signal });
    }

    #described = false;

    #show(): void {
        const state = this.operator.state(this.handset);
        const what = this.operator.description(this.handset);
        if (!state || !what) return;
        if (!this.#described) this.#phone.describe(what);
        this.#described = true;
        const name = `${state.product} ${state.serial}`;
        say(this.#title, name);
        attribute(this, "aria-label", `Handset ${name}`);
        this.#phone.show(state);
        this.#cable.show(state);
        this.ringer.ring(this.handset, state.ring.mode, state.ring.volume);
        this.#showSounding();
    }

    #showSounding(): void {
        attribute(this, "data-sounding", this.ringer.isSounding(this.handset) ? "" : undefined);
    }

    #showFaults(): void {
        this.#faults.parentElement!.hidden = !this.operator.canFault;
        const count = this.#faults.show();
        say(this.#active, count === 0 ? "" : count === 1 ? "1 fault is on" : `${count} faults are on`);
    }
}

customElements.define("handset-view", HandsetView);
