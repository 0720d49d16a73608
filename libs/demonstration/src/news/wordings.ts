import type { Tone } from './schedule.ts';

/** Texts of an article about a company, by tone; the words of the good and the bad ones are in common word lists. */
export const wordings: Readonly<Record<Tone, readonly string[]>> = {
  1: [
    'reports strong growth and an excellent profit, and the outlook improves',
    'wins a great award, and customers praise its success',
    'celebrates an outstanding quarter with a healthy gain',
    'is delighted by strong demand and an impressive improvement',
  ],
  0: [
    'publishes the agenda of its annual meeting',
    'moves an office to another street',
    'lists the dates of its next quarterly calls',
    'names the room in which it will meet its suppliers',
  ],
  [-1]: [
    'warns of a terrible loss and weak demand',
    'suffers from a bad failure, and the crisis gets worse',
    'is accused of fraud, and angry customers complain',
    'reports a disappointing quarter and fears further losses',
  ],
};
