// The faults that can be switched with one press; the control protocol has every other one.

export interface FaultChoice {
    group: string;
    name: string;
    fields: object; // of the request `fault`, without the handset
}

export const faultChoices: readonly FaultChoice[] = [
    { group: "Answers", name: "Dropped", fields: { what: "drop", at: "answer" } },
];
