import { h, pressed } from "../dom.ts";
import type { Operator } from "../operator.ts";
import type { Fault } from "../protocol.ts";
import { faultChoices, oftenChoices, requestChoices, type FaultChoice } from "./fault-choices.ts";

/** Faults on and off: those that are on, and a choice of those one mostly wants. */
export class FaultPanel extends HTMLElement {
    #all = h("input", { type: "checkbox" });
    #requests = h("select", {}, option("any request"), ...requestChoices.map(option));
    #often = h("select", {}, ...oftenChoices.map(([name]) => option(name)));
    #list = h("ul", { class: "faults", "aria-label": "Faults that are on" });
    #none = h("p", { class: "empty" }, "None: the handset does what it should.");
    #toggles = new Map<FaultChoice, HTMLButtonElement>();
    #mine = new Map<FaultChoice, number>();

    constructor(
        private readonly operator: Operator,
        private readonly handset: number,
    ) {
        super();
    }

    connectedCallback(): void {
        if (this.firstChild) return;
        const group = (name: string): HTMLElement =>
            h(
                "div",
                { class: "choices", role: "group", "aria-label": name },
                ...faultChoices.filter((choice) => choice.group === name).map((choice) => this.#make(choice)),
            );
        const names = [...new Set(faultChoices.map((choice) => choice.group))];
        const more = h(
            "details",
            {},
            h("summary", {}, "Choose faults"),
            h(
                "div",
                { class: "when" },
                h("label", {}, "For ", this.#requests),
                h("label", {}, "Strikes ", this.#often),
                h("label", {}, this.#all, " All handsets"),
            ),
            ...names.flatMap((name) => [h("h4", {}, name), group(name)]),
        );
        this.append(this.#none, this.#list, more);
        this.show();
    }

    /** Draws the faults that concern this handset, and says how many they are. */
    show(): number {
        const on = this.operator.faults.filter((one) => one.handset === "all" || one.handset === this.handset);
        this.#list.replaceChildren(...on.map((fault) => this.#line(fault)));
        this.#none.hidden = on.length > 0;
        const known = new Set(on.map((fault) => fault.fault));
        for (const [choice, button] of this.#toggles) {
            const number = this.#mine.get(choice);
            if (number !== undefined && !known.has(number)) this.#mine.delete(choice);
            pressed(button, this.#mine.has(choice));
        }
        return on.length;
    }

    #make(choice: FaultChoice): HTMLButtonElement {
        const onclick = (): void => void this.#flip(choice);
        const button = h("button", { type: "button", class: "toggle", "aria-pressed": "false", onclick }, choice.name);
        this.#toggles.set(choice, button);
        return button;
    }

    // The button is busy until the simulator has answered.
    async #flip(choice: FaultChoice): Promise<void> {
        const button = this.#toggles.get(choice)!;
        if (button.ariaBusy) return;
        button.ariaBusy = "true";
        const on = this.#mine.get(choice);
        if (on === undefined) await this.#turnOn(choice);
        else await this.operator.act("clear", { fault: on });
        button.ariaBusy = null;
    }

    async #turnOn(choice: FaultChoice): Promise<void> {
        const handset = this.#all.checked ? "all" : this.handset;
        const when = choice.picky ? this.#when() : {};
        const wanted = { ...choice.fields, ...when, handset };
        const answer = await this.operator.act<{ fault: number }>("fault", wanted);
        if (answer) this.#mine.set(choice, answer.fault);
        this.show();
    }

    #when(): object {
        const [, often] = oftenChoices[this.#often.selectedIndex]!;
        const any = this.#requests.selectedIndex === 0;
        return any ? often : { ...often, of: [this.#requests.value] };
    }

    #line(fault: Fault): HTMLElement {
        const struck = fault.struck === 0 ? "not struck yet" : fault.struck === 1 ? "struck once" : `struck ${fault.struck} times`;
        const off = (): void => void this.operator.act("clear", { fault: fault.fault });
        return h(
            "li",
            {},
            h("span", { class: "text" }, fault.text),
            h("span", { class: "struck" }, struck),
            h("button", { type: "button", class: "plain", "aria-label": `Turn off: ${fault.text}`, onclick: off }, "Turn off"),
        );
    }
}

function option(name: string): HTMLElement {
    return h("option", {}, name);
}

customElements.define("fault-panel", FaultPanel);
