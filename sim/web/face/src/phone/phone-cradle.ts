import { attribute, h, pressed, svg } from "../dom.ts";
import type { HookMode } from "../protocol.ts";

/** The receiver in its cradle: one toggle that looks like what it is. */
export class PhoneCradle extends HTMLElement {
    lift: () => void = () => {};
    #button = h(
        "button",
        { type: "button", class: "receiver", "aria-label": "Handset, lifted", onclick: () => this.lift() },
        receiver(),
    );

    connectedCallback(): void {
        if (this.firstChild) return;
        this.append(h("div", { class: "hollow upper" }), h("div", { class: "hollow lower" }));
        this.append(cord(), this.#button);
    }

    show(mode: HookMode): void {
        const lifted = mode !== "onhook";
        pressed(this.#button, lifted);
        attribute(this, "data-lifted", lifted ? "" : undefined);
    }
}

let receivers = 0;

function receiver(): SVGElement {
    const grip = `grip-${receivers++}`;
    return svg(
        "svg",
        { viewBox: "0 0 80 300", "aria-hidden": "true", focusable: "false" },
        svg(
            "defs",
            {},
            svg(
                "linearGradient",
                { id: grip, x1: 0, x2: 1, y1: 0, y2: 0 },
                svg("stop", { offset: 0, class: "edge" }),
                svg("stop", { offset: 0.28, class: "shine" }),
                svg("stop", { offset: 0.75, class: "body" }),
                svg("stop", { offset: 1, class: "edge" }),
            ),
        ),
        svg("path", {
            class: "shell",
            fill: `url(#${grip})`,
            d:
                "M18 4 H62 Q76 4 76 18 V58 Q76 72 66 78 Q60 84 60 98 V202 Q60 216 66 222 " +
                "Q76 228 76 242 V282 Q76 296 62 296 H18 Q4 296 4 282 V242 Q4 228 14 222 " +
                "Q20 216 20 202 V98 Q20 84 14 78 Q4 72 4 58 V18 Q4 4 18 4 Z",
        }),
        svg("path", { class: "gleam", d: "M31 100 V200" }),
        ...holes(38),
        ...holes(262),
    );
}

function holes(y: number): SVGElement[] {
    const places = [-12, -4, 4, 12].flatMap((dx) => [-8, 0, 8].map((dy) => [dx, dy] as const));
    return places.map(([dx, dy]) => svg("circle", { class: "hole", cx: 40 + dx, cy: y + dy, r: 1.7 }));
}

function cord(): SVGElement {
    const turns = Array.from({ length: 9 }, () => "q 8 5 0 9 q -8 -3 0 -5").join(" ");
    return svg(
        "svg",
        { class: "cord", viewBox: "0 0 40 60", "aria-hidden": "true", focusable: "false" },
        svg("path", { d: `M20 2 ${turns}` }),
    );
}

customElements.define("phone-cradle", PhoneCradle);
