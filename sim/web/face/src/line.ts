// The line to the simulator: requests with answers, events, and the way back after a loss.

import type { Event } from "./protocol.ts";

export type LineStatus = "connecting" | "open" | "lost";

interface Waiting {
    resolve(answer: Record<string, unknown>): void;
    reject(problem: Error): void;
}

const firstPause = 250;
const longestPause = 5000;

/** A request was refused, in the simulator's own words. */
export class Refused extends Error {}

/**
 * Dispatches "status" when the connection comes or goes and "event" (a CustomEvent) for what the
 * simulator tells. After a loss it tries again for ever, at longer and longer intervals.
 */
export class Line extends EventTarget {
    status: LineStatus = "connecting";
    #socket: WebSocket | undefined;
    #waiting = new Map<number, Waiting>();
    #nextId = 1;
    #pause = firstPause;
    #retry: number | undefined;

    constructor(private readonly address: string) {
        super();
        // A laptop that wakes up does not wait for the next try.
        addEventListener("online", () => this.#retryNow());
        document.addEventListener("visibilitychange", () => this.#retryNow());
    }

    connect(): void {
        const socket = new WebSocket(this.address);
        this.#socket = socket;
        socket.onopen = () => {
            this.#pause = firstPause;
            this.#become("open");
        };
        socket.onmessage = (message) => this.#hear(String(message.data));
        socket.onclose = () => this.#lose();
    }

    /** Sends a request. Rejects with Refused, or with another Error when the line is lost. */
    ask<Answer>(what: string, fields: object = {}): Promise<Answer> {
        const socket = this.#socket;
        if (socket?.readyState !== WebSocket.OPEN) {
            return Promise.reject(new Error("the simulator is not connected"));
        }
        const id = this.#nextId++;
        socket.send(JSON.stringify({ do: what, ...fields, id }));
        return new Promise((resolve, reject) => {
            this.#waiting.set(id, {
                resolve: (answer) => resolve(answer as Answer),
                reject,
            });
        });
    }

    #hear(text: string): void {
        const message = JSON.parse(text) as Record<string, unknown>;
        if ("event" in message) {
            this.dispatchEvent(new CustomEvent<Event>("event", { detail: message as Event }));
            return;
        }
        const waiting = this.#waiting.get(message["id"] as number);
        this.#waiting.delete(message["id"] as number);
        if (message["ok"]) waiting?.resolve(message);
        else waiting?.reject(new Refused(String(message["error"])));
    }

    #lose(): void {
        for (const one of this.#waiting.values()) one.reject(new Error("the connection was lost"));
        this.#waiting.clear();
        this.#become("lost");
        this.#retry = window.setTimeout(() => this.#retryNow(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, longestPause);
    }

    #retryNow(): void {
        if (this.status !== "lost" || this.#socket?.readyState !== WebSocket.CLOSED) return;
        clearTimeout(this.#retry);
        this.connect();
    }

    #become(status: LineStatus): void {
        this.status = status;
        this.dispatchEvent(new CustomEvent("status"));
    }
}
