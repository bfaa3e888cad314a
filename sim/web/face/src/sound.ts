// The ringer that is heard: each melody is computed once and then looped by the browser.

interface Melody {
    tones: readonly (readonly [number, number])[]; // one after the other, each two frequencies
    tone: number; // seconds of one
    on: number; // seconds of ringing
    off: number; // seconds of silence
}

const melodies: readonly Melody[] = [
    { tones: [[440, 480]], tone: 1, on: 2, off: 2.5 },
    { tones: [[660, 660], [880, 880]], tone: 0.12, on: 1.2, off: 1.8 },
    { tones: [[523, 659], [659, 784], [784, 1047], [659, 784]], tone: 0.22, on: 1.76, off: 1.5 },
    { tones: [[1000, 1250]], tone: 1, on: 0.35, off: 0.65 },
];
const edge = 0.012; // seconds of fading, against clicks
const loudest = 0.25;

/** Rings for any number of handsets, once the person has allowed it. Dispatches "change". */
export class Ringer extends EventTarget {
    #context: AudioContext | undefined;
    #allowed = false;
    #wanted = new Map<number, { mode: number; volume: number }>();
    #sounding = new Map<number, { mode: number; source: AudioBufferSourceNode; gain: GainNode }>();

    get allowed(): boolean {
        return this.#allowed;
    }

    /** To be called from a click: browsers make no sound before one. */
    async allow(allowed: boolean): Promise<void> {
        this.#allowed = allowed;
        if (allowed) {
            this.#context ??= new AudioContext();
            await this.#context.resume();
        }
        for (const handset of this.#wanted.keys()) this.#update(handset);
        if (!allowed) await this.#context?.suspend(); // rests when it is not needed
        this.dispatchEvent(new Event("change"));
    }

    /** Mode 0 is silence; the volume is 0 to 65535. */
    ring(handset: number, mode: number, volume: number): void {
        this.#wanted.set(handset, { mode, volume });
        this.#update(handset);
    }

    isSounding(handset: number): boolean {
        return this.#sounding.has(handset);
    }

    #update(handset: number): void {
        const wanted = this.#wanted.get(handset) ?? { mode: 0, volume: 0 };
        const now = this.#sounding.get(handset);
        const mode = this.#allowed ? wanted.mode : 0;
        if (now && now.mode !== mode) {
            now.source.stop();
            this.#sounding.delete(handset);
        }
        if (mode === 0 || !this.#context) return;
        const sounding = this.#sounding.get(handset) ?? this.#start(handset, mode);
        sounding.gain.gain.value = loudest * (wanted.volume / 65535) ** 2;
    }

    #start(handset: number, mode: number) {
        const context = this.#context!;
        const source = new AudioBufferSourceNode(context, {
            buffer: bufferOf(context, melodies[(mode - 1) % melodies.length]!),
            loop: true,
        });
        const gain = new GainNode(context);
        source.connect(gain).connect(context.destination);
        source.start();
        const sounding = { mode, source, gain };
        this.#sounding.set(handset, sounding);
        return sounding;
    }
}

function bufferOf(context: AudioContext, melody: Melody): AudioBuffer {
    const rate = context.sampleRate;
    const buffer = context.createBuffer(1, Math.round((melody.on + melody.off) * rate), rate);
    const samples = buffer.getChannelData(0);
    for (let i = 0; i < melody.on * rate; ++i) {
        const time = i / rate;
        const [low, high] = melody.tones[Math.floor(time / melody.tone) % melody.tones.length]!;
        const inTone = Math.min(time % melody.tone, melody.on - time);
        const fade = Math.min(1, inTone / edge, (melody.tone - (time % melody.tone)) / edge);
        const wave = Math.sin(2 * Math.PI * low * time) + Math.sin(2 * Math.PI * high * time);
        samples[i] = (wave / 2) * fade;
    }
    return buffer;
}
