import { filingInputs, type FilingInput } from '@fm/factors';
import { filingNotes } from '../facts/filing-notes.ts';
import type { RawFundamental } from '../facts/raw-market.ts';
import { readFundamentals } from '../facts/read-facts.ts';
import { knownSince, perShareOnBasisOfDay } from './market-cap.ts';
import { asOfPanel } from './as-of-facts.ts';
import { factsOf, asOfSource } from './as-of-source.ts';

/** Figures that filings state or that are derived from them. */
export const filingSource = asOfSource<FilingInput, RawFundamental>({
  names: filingInputs,
  version: `SELECT count() AS rows, hex(sum(cityHash64(symbol, item, known_at, ifNull(value, nan), reason))) AS hash
    FROM fundamentals
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read: readFundamentals,
  // A count of shares that was set aside is admitted if a split explains it.
  usesSplits: (name) => isPerShare(name) || name === 'sharesOutstanding',
  nameOf: ({ item }) => item,
  valueOf: ({ item, value, reason }) =>
    value === null ? { value: NaN, reason: `${item}: ${reason || 'no value'}` } : { value, reason: '' },
  noneKnown: (name) => `${name}: no filing known`,
  panel: (name, part, { closes, calendar, splits }) => {
    const facts = factsOf(part, name);
    const panel = asOfPanel(closes, facts);
    return splits !== undefined && isPerShare(name)
      ? perShareOnBasisOfDay(panel, knownSince(closes, facts), calendar, splits)
      : panel;
  },
  change: (fact, random) => ({
    ...fact,
    value: fact.value === null ? 1e9 * random() : fact.value * (0.2 + 3 * random()),
  }),
  notes: ({ warehouse }) => filingNotes(warehouse),
});

/** Whether the input is an amount per share, which a split divides. */
function isPerShare(name: FilingInput): boolean {
  return name.startsWith('epsDiluted');
}
