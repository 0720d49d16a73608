import type { Kind } from './expression.ts';

/** A panel that formulas can name. */
export interface FieldDefinition {
  readonly name: string;
  readonly kind: Exclude<Kind, 'number'>;
  /** Sessions before t that a value at t depends on. */
  readonly lookBack: number;
  readonly summary: string;
}

/** The panels of a host, found whatever the case of the name. */
export interface Fields {
  find(name: string): FieldDefinition | undefined;
  names(): Iterable<string>;
}

const panels: Readonly<Record<string, string>> = {
  open: 'First price of the session, adjusted for splits.',
  high: 'Highest price of the session, adjusted for splits.',
  low: 'Lowest price of the session, adjusted for splits.',
  close: 'Last price of the session, adjusted for splits.',
  adj_close: 'Last price of the session, adjusted for splits and dividends.',
  unadjusted_close: 'Last price of the session as it was quoted, before later splits.',
  volume: 'Shares traded in the session, adjusted for splits.',
  dollar_volume: 'Value traded in the session.',
  vwap: 'Average price of the session, weighted by volume, where the user loaded it.',
  typical_price: '(high + low + close) / 3, a stand-in for vwap where only daily bars are known.',
  cap: 'Market capitalisation.',
  shares: 'Shares outstanding, by the latest filing known.',
  shares_short: 'Shares sold short, by the latest count known.',
};

const groups: Readonly<Record<string, string>> = {
  sector: 'Sector of the company, as known at the session.',
  industry: 'Industry of the company, as known at the session.',
  subindustry: 'Sub-industry of the company, as known at the session.',
};

/** Fields of the definitions, found whatever the case. */
export function fieldsOf(definitions: readonly FieldDefinition[]): Fields {
  const byName = new Map(definitions.map((field) => [field.name.toLowerCase(), field]));
  return { find: (name) => byName.get(name.toLowerCase()), names: () => definitions.map((field) => field.name) };
}

/** Fields that every host is asked for. */
export const standardDefinitions: readonly FieldDefinition[] = [
  ...Object.entries(panels).map(([name, summary]) => ({ name, kind: 'panel' as const, lookBack: 0, summary })),
  { name: 'returns', kind: 'panel', lookBack: 1, summary: 'Total return of the session: dividends are in it.' },
  ...Object.entries(groups).map(([name, summary]) => ({ name, kind: 'group' as const, lookBack: 0, summary })),
];

export const standardFields = fieldsOf(standardDefinitions);
