import type { InputDescription } from './input.ts';

/** Panels of the last measurement read from a document known at a session. */
export const documents = {
  CEOS: { unit: '0-10', summary: "Rating of the chief executive's statement." },
  ESGI: { unit: '0-10', summary: 'Rating of environmental, social and governance initiatives.' },
  MTCI: { unit: '0-10', summary: 'Rating of market trends and competition.' },
  RISK: { unit: '0-10', summary: 'Rating of the risks to the business.' },
  STTG: { unit: '0-10', summary: 'Rating of the strategy.' },
  BoardAge: { unit: 'years', summary: 'Mean age of the directors.' },
  ExecutivePay: { unit: 'USD', summary: 'Total pay of the named executive officers.' },
  EnvRating: { unit: '0-10', summary: 'Rating of the environmental performance.' },
} as const satisfies Record<string, InputDescription>;
