import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { KnownFact } from './derive/known-fact.ts';
import { deriveFundamentals, type FundamentalEvent } from './derive/fundamentals.ts';
import { factsOf } from './testing/facts-of.ts';
import { realFilings, testWithRealFilings as check } from './testing/real-data.ts';

const forms = ['', 'Ttm', 'TtmYearAgo'] as const;
const documents = (): string[] =>
  ['full', 'trimmed'].flatMap((folder) => readdirSync(join(realFilings, folder)).map((name) => join(folder, name)));

/** Gross margins by filing, of a quarter, twelve months or those a year before. */
function marginsOf(events: readonly FundamentalEvent[], form: (typeof forms)[number]): [string, number][] {
  const valuesOf = (item: string): Map<string, number> =>
    new Map(events.flatMap((one) => (one.item === item && one.value !== null ? [[one.filing, one.value]] : [])));
  const revenues = valuesOf(`revenue${form}`);
  return [...valuesOf(`costOfRevenue${form}`)].flatMap(([filing, cost]) => {
    const revenue = revenues.get(filing);
    return revenue === undefined ? [] : [[filing, 1 - cost / revenue] as [string, number]];
  });
}

/** Whether a filing states such a margin itself: some cost over some revenue of one period. */
function isReported(facts: readonly KnownFact[], filing: string, margin: number): boolean {
  const own = facts.filter(({ accn }) => accn === filing);
  const costs = own.filter(({ tag }) => tag.startsWith('CostOf'));
  const revenues = own.filter(({ tag }) => /Revenue/.test(tag) && !tag.startsWith('CostOf'));
  return costs.some((cost) =>
    revenues.some(
      ({ start, end, value }) =>
        start === cost.start && end === cost.end && Math.abs(1 - cost.value / value - margin) < 1e-3,
    ),
  );
}

check(
  'no revenue is negative and no gross margin lies outside of [-2, 1] that the company does not report',
  () => {
    const counts = { revenues: 0, margins: 0 };
    for (const path of documents()) {
      const facts = factsOf(path);
      const events = deriveFundamentals(facts);
      const revenues = events.filter(({ item, value }) => /^revenue(Ttm|TtmYearAgo)?$/.test(item) && value !== null);
      const margins = forms.flatMap((form) => marginsOf(events, form));
      counts.revenues += revenues.length;
      counts.margins += margins.length;
      expect(revenues.filter(({ value }) => (value as number) < 0)).toEqual([]);
      const strange = margins.filter(
        ([filing, margin]) => !(margin >= -2 && margin <= 1) && !isReported(facts, filing, margin),
      );
      expect(strange.map(([filing, margin]) => `${path} ${filing} ${margin}`)).toEqual([]);
    }
    process.stdout.write(`Revenues and gross margins that are plausible: ${JSON.stringify(counts)}\n`);
    expect(counts.revenues).toBeGreaterThan(3500);
    expect(counts.margins).toBeGreaterThan(700);
  },
  240_000,
);
