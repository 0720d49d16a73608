/** See `long-suites.mjs`. */
export const longSuites: Readonly<Record<string, number>>;
