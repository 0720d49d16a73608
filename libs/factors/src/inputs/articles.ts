import type { InputDescription } from './input.ts';

/** Panels of the articles known at a session. */
export const articles = {
  averageSentiment14: { unit: '-1 to 1', summary: 'Mean sentiment of the articles of the last 14 days.' },
  latestSentiment: { unit: '-1 to 1', summary: 'Mean sentiment of the articles of the latest day that has any.' },
} as const satisfies Record<string, InputDescription>;
