/** Resolves after `milliseconds`; rejects when the signal ends. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;
