import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { KnownFact } from './derive/known-fact.ts';
import { groupBy } from './derive/group-by.ts';
import { deriveFundamentals, type FundamentalEvent } from './derive/fundamentals.ts';
import { parseDocument } from './parse/parse-document.ts';
import { realFilings, testWithRealFilings as check } from './testing/real-data.ts';
import { OneVintage } from './testing/second-computation.ts';

const items = [
  'revenue',
  'costOfRevenue',
  'interestExpense',
  'pretaxIncome',
  'netIncome',
  'operatingCashFlow',
] as const;
const forms = ['', 'Ttm', 'TtmYearAgo'] as const;

/** Relative difference that rounding to millions explains. */
const tolerance = 1e-3;

function factsOf(file: string): KnownFact[] {
  const document = parseDocument(readFileSync(join(realFilings, 'full', file)), file);
  if (document.kind !== 'companyfacts') throw new Error(document.kind);
  return document.facts
    .map((fact) => ({
      ...fact,
      formRank: /14[AC]/.test(fact.form) ? 0 : /^(10-|20-F|40-F)/.test(fact.form) ? 2 : 1,
      knownAt: Date.parse(fact.filed) + 86_400_000,
    }))
    .filter((fact) => fact.formRank === 2 && fact.end <= fact.filed);
}

/** The second computation of a tag at a moment; one is made for all periods that are asked of it. */
function secondComputation(facts: readonly KnownFact[]): (event: FundamentalEvent) => OneVintage {
  const byTag = groupBy(
    facts.filter(({ unit }) => unit === 'USD'),
    ({ tag }) => tag,
  );
  const made = new Map<string, OneVintage>();
  return ({ tag, knownAt }) => {
    const key = `${tag}|${knownAt}`;
    const there = made.get(key) ?? new OneVintage((byTag.get(tag) ?? []).filter((fact) => fact.knownAt <= knownAt));
    made.set(key, there);
    return there;
  };
}

/** What the second computation says of an event: the same, another amount, or nothing. */
function judge(event: FundamentalEvent, second: (event: FundamentalEvent) => OneVintage): 'same' | 'other' | 'nothing' {
  if (event.value === null || event.periodEnd === null) return 'nothing';
  const [fewest, most] = /Ttm/.test(event.item) ? [350, 380] : [80, 100];
  const amounts = second(event).upTo(event.periodEnd, fewest, most);
  if (amounts.length === 0) return 'nothing';
  const value = event.value;
  return amounts.some((amount) => Math.abs(amount - value) <= tolerance * Math.max(1e6, Math.abs(value)))
    ? 'same'
    : 'other';
}

check(
  'every trailing value and quarter of the complete filings is that of a second computation, or missing with a reason',
  () => {
    const counts = new Map<string, number>();
    const differences: string[] = [];
    const wanted = new Set<string>(items.flatMap((item) => forms.map((form) => `${item}${form}`)));
    for (const file of readdirSync(join(realFilings, 'full'))) {
      const facts = factsOf(file);
      const events = deriveFundamentals(facts);
      const second = secondComputation(facts);
      for (const event of events.filter(({ item }) => wanted.has(item))) {
        const found = event.value === null ? `missing: ${event.reason}` : judge(event, second);
        counts.set(found, (counts.get(found) ?? 0) + 1);
        if (found === 'other') {
          differences.push(
            `${file} ${event.item} ${event.periodEnd} ${event.value} known ${new Date(event.knownAt).toISOString().slice(0, 10)}: ${event.tag}, ${event.derivation}`,
          );
        }
      }
    }
    expect(differences.filter((line) => !line.includes('sum of four quarters'))).toEqual([]);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const shares = [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([found, count]) => `${found}: ${count} (${((100 * count) / all).toFixed(2)} %)`);
    process.stdout.write(
      `Values against a second computation, of ${all}:\n${[...shares, ...differences].join('\n')}\n`,
    );
    const missing = [...counts]
      .filter(([found]) => found.startsWith('missing: never reported'))
      .reduce((sum, [, count]) => sum + count, 0);
    expect((counts.get('same') ?? 0) / (all - missing)).toBeGreaterThan(0.9);
    expect(differences.length / all).toBeLessThan(0.005);
  },
  240_000,
);
