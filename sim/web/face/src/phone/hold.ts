// Buttons that can be held: by pointer, by Space or Enter, and by a screen reader's click.

/** Calls `down` and `up` in turn. Whatever presses the button, each press has its release. */
export function holdable(button: HTMLButtonElement, down: () => void, up: () => void): void {
    let held = false;
    let byPointer = false;
    const press = (): void => {
        if (held) return;
        held = true;
        down();
    };
    const release = (): void => {
        if (!held) return;
        held = false;
        up();
    };
    button.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        byPointer = true;
        button.setPointerCapture(event.pointerId);
        press();
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
        button.addEventListener(end, release);
    }
    const isPress = (event: KeyboardEvent): boolean => event.key === " " || event.key === "Enter";
    button.addEventListener("keydown", (event) => {
        if (!isPress(event)) return;
        event.preventDefault(); // no click of its own
        press();
    });
    button.addEventListener("keyup", (event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        release();
    });
    button.addEventListener("click", () => {
        if (!byPointer) {
            press();
            release();
        }
        byPointer = false;
    });
}
