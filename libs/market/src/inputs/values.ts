import { missingPanel, type Panel } from '@fm/factor-math';
import { isValuesInput, valuesName, type ValuesInput } from '@fm/factors';
import { didYouMean, similarWords } from '@fm/platform/similar-words';
import { knownValues, valuesNames } from '@fm/warehouse/rows';
import { unknownValues } from '../errors.ts';
import type { DatedFact, FactQuery, InputSource } from './input-source.ts';
import { lastFactBefore, type AsOfFacts } from './as-of-facts.ts';
import { factsOf, asOfSource, type AsOfPart } from './as-of-source.ts';

/** A value that a user loaded. */
export interface RawValue extends DatedFact {
  readonly name: ValuesInput;
  /** The day that it is about, days since the epoch. */
  readonly day: number;
  /** NaN if the value of that day was withdrawn. */
  readonly value: number;
}

type Values = InputSource<ValuesInput, RawValue, AsOfPart<ValuesInput>>;

const dayMilliseconds = 86_400_000;

/**
 * Values that users loaded. A value counts in the session in which it becomes known and in no later one, unless the
 * next of its stock is about an earlier day: a correction of an older day is not today's value. To carry a value
 * forward, use `ts_backfill` in a formula.
 */
export const valuesSource: Values = {
  ...asOfSource<ValuesInput, RawValue>({
    names: [],
    version: `SELECT count() AS rows, hex(sum(cityHash64(name, symbol, toInt32(date), known_at, ifNull(value, nan)))) AS hash
      FROM user_values FINAL
      WHERE concat('values:', name) IN {names:Array(String)} AND symbol IN {symbols:Array(String)}
        AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
    read,
    selectFacts: withoutOlderDays,
    nameOf: ({ name }) => name,
    valueOf: ({ name, value }) => ({ value, reason: Number.isNaN(value) ? `${name}: taken back` : '' }),
    noneKnown: (name) => `${name}: none known`,
    panel: (name, part, { closes }) => sessionPanel(closes, factsOf(part, name)),
    change: (fact, random) => ({ ...fact, value: 2 * random() - 1 }),
    notes: async (query) => {
      for (const name of query.names) await refuseUnknown(query.warehouse, name);
      return query.names.map(
        (name) =>
          `Values: ${name} is what files said. No value is used before the moment that its file gives, or before the close of its day; whether it was known then, and what it was made of, cannot be verified.`,
      );
    },
  }),
  owns: isValuesInput,
  whyMissing: (name, part, { symbols, closes }, cell) => {
    const facts = factsOf(part, name);
    const [session, stock] = [Math.floor(cell / symbols.length), cell % symbols.length];
    const place = lastFactBefore(facts, stock, closes[session] as number);
    if (place === undefined) return `${name}: none known`;
    if ((facts.knownAt[place] as number) < knownFrom(closes, session)) return `${name}: none for the session`;
    return facts.reasons[facts.reason[place] as number] as string;
  },
};

async function read({ warehouse, names, symbols, until }: FactQuery<ValuesInput>): Promise<RawValue[]> {
  const known = await knownValues(warehouse, { names: names.map(valuesName), symbols, until });
  const facts = known.map((row): RawValue => ({ ...row, name: `values:${row.name}` }));
  const found = new Set(facts.map(({ name }) => name));
  for (const name of names) if (!found.has(name)) await refuseUnknown(warehouse, name);
  return facts;
}

/** @throws UNKNOWN_VALUES */
async function refuseUnknown(warehouse: FactQuery<ValuesInput>['warehouse'], input: ValuesInput): Promise<void> {
  const known = await valuesNames(warehouse);
  const name = valuesName(input);
  if (known.includes(name)) return;
  throw unknownValues(name, didYouMean(similarWords(name, known)));
}

/** Facts in the order in which they became known, without those about a day before one already known. */
function withoutOlderDays(facts: readonly RawValue[]): RawValue[] {
  const ordered = [...facts].sort((a, b) => a.knownAt - b.knownAt || a.day - b.day || missingFirst(a.value, b.value));
  const newest = new Map<string, number>();
  return ordered.filter(({ name, symbol, day }) => {
    const key = `${symbol} ${name}`;
    if (day < (newest.get(key) ?? -Infinity)) return false;
    newest.set(key, day);
    return true;
  });
}

function missingFirst(a: number, b: number): number {
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a)) || a - b || 0;
}

/** Values known since this moment count in the session. */
function knownFrom(closes: Float64Array, session: number): number {
  return session === 0 ? (closes[0] as number) - dayMilliseconds : (closes[session - 1] as number);
}

/** Panel whose cell (t, i) is the last value of stock i that became known between the closes of t - 1 and t. */
function sessionPanel(closes: Float64Array, { begins, knownAt, value }: AsOfFacts): Panel {
  const stocks = begins.length - 1;
  const panel = missingPanel(closes.length, stocks);
  for (let stock = 0; stock < stocks; stock++) {
    const end = begins[stock + 1] as number;
    let at = begins[stock] as number;
    for (let t = 0; t < closes.length; t++) {
      const [from, close] = [knownFrom(closes, t), closes[t] as number];
      let last = NaN;
      for (; at < end && (knownAt[at] as number) < close; at++)
        last = (knownAt[at] as number) >= from ? (value[at] as number) : NaN;
      panel.values[t * stocks + stock] = last;
    }
  }
  return panel;
}
