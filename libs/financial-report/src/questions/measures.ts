/** What is read from a document, and the range a value must lie in. */
export interface Measure {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** What the value says, with its ends. */
  readonly meaning: string;
}

/** Everything that can be read; the five ratings are those of the reference platform. */
export const measures = {
  CEOS: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning:
      "The chief executive's and management's statement: 0 evasive or alarmed, 10 candid, specific and confident.",
  },
  ESGI: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning: 'Environmental, social and governance initiatives: 0 none or only words, 10 measured, funded and met.',
  },
  MTCI: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning: 'Market trends and competition: 0 losing position in shrinking markets, 10 leading in growing ones.',
  },
  RISK: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning: 'Risk to the business: 0 few and remote risks, 10 existential ones.',
  },
  STTG: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning: 'Strategy: 0 none, 10 clear, funded, and shown to work by figures.',
  },
  BoardAge: {
    unit: 'years',
    low: 20,
    high: 100,
    meaning: 'Average age of the directors and nominees for whom the document states an age.',
  },
  ExecutivePay: {
    unit: 'USD',
    low: 0,
    high: 1e11,
    meaning:
      'Total compensation of all named executive officers of the latest year together, in US dollars, from the summary compensation table.',
  },
  EnvRating: {
    unit: '0-10',
    low: 0,
    high: 10,
    meaning: 'Environmental performance: 0 harmful without plan, 10 measured emissions falling as promised.',
  },
} as const satisfies Record<string, Measure>;

/** Name of a measurement. */
export type MeasureName = keyof typeof measures;

/** What is asked of each kind of document. */
export const measuresOf = {
  'annual-report': ['CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG'],
  'quarterly-report': ['CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG'],
  'proxy-statement': ['BoardAge', 'ExecutivePay'],
  'sustainability-report': ['EnvRating'],
} as const satisfies Record<string, readonly MeasureName[]>;

/** Kind of a document. */
export type DocumentKind = keyof typeof measuresOf;

/** Whether a text names a kind of document. */
export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(measuresOf, text);
}
