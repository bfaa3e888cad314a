// Elements made in one expression; text only, never markup.

type Child = Node | string | undefined;
type Properties = Record<string, string | number | boolean | ((event: never) => void) | undefined>;

/** An element: `on...` are listeners, booleans are attributes that are there or not. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    properties: Properties = {},
    ...children: Child[]
): HTMLElementTagNameMap[Tag] {
    const element = document.createElement(tag);
    apply(element, properties);
    element.append(...children.filter((child) => child !== undefined));
    return element;
}

/** The same for a drawing. */
export function svg(tag: string, properties: Properties = {}, ...children: Child[]): SVGElement {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    apply(element, properties);
    element.append(...children.filter((child) => child !== undefined));
    return element;
}

function apply(element: Element, properties: Properties): void {
    for (const [name, value] of Object.entries(properties)) {
        if (typeof value === "function") {
            element.addEventListener(name.slice(2), value as EventListener);
        } else if (value === true) {
            element.setAttribute(name, "");
        } else if (value !== undefined && value !== false) {
            element.setAttribute(name, String(value));
        }
    }
}

/** Sets an attribute, or takes it away; does nothing when it is so already. */
export function attribute(element: Element, name: string, value: string | undefined): void {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Sets the text; does nothing when it is so already, so that nothing is announced twice. */
export function say(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text;
}

export function pressed(button: Element, on: boolean): void {
    attribute(button, "aria-pressed", String(on));
}
