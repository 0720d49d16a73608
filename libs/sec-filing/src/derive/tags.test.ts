import { describe, expect, test } from '@jest/globals';
import type { KnownFact } from './known-fact.ts';
import { deriveFundamentals } from './fundamentals.ts';
import { flowConcepts, levelTags, type FlowConcept, type FundamentalItem } from './items.ts';

const knownAt = Date.parse('2021-02-15');
const filed = { unit: 'USD', accn: 'a', filed: '2021-02-15', formRank: 2, knownAt };
const flow = (tag: string, value: number): KnownFact => ({
  ...{ ...filed, tag, start: '2020-01-01', end: '2020-12-31' },
  value,
});
const level = (tag: string, value: number): KnownFact => ({
  ...filed,
  tag,
  start: undefined,
  end: '2020-12-31',
  value,
});
const itemOf = (facts: readonly KnownFact[], item: string) =>
  deriveFundamentals([level('Assets', 1), ...facts])
    .filter((event) => event.item === (item as FundamentalItem))
    .at(-1);

const concepts = Object.entries(flowConcepts as Readonly<Record<string, FlowConcept>>);
const single = (tag: string) => !tag.includes(' + ');
const flows = concepts.flatMap(([item, { tags }]) =>
  tags.filter(single).map((tag) => [tag, `${item}Ttm`, flow] as const),
);
const levels = Object.entries(levelTags)
  .filter(([item]) => item !== 'totalAssets')
  .flatMap(([item, tags]) => tags.map((tag) => [tag, item, level] as const));

describe('companies name one thing by different tags', () => {
  test.each([...flows, ...levels])('%s alone gives %s, by that name', (tag, item, fact) => {
    expect(itemOf([fact(tag, 7)], item)).toMatchObject({ value: 7, tag });
  });

  test.each([
    ...concepts.map(([item, { tags }]) => [`${item}Ttm`, tags.filter(single), flow] as const),
    ['stockholdersEquity', levelTags.stockholdersEquity, level] as const,
  ])(
    'of several for %s with one value the first of the list is taken, in whatever order they are filed',
    (item, tags, fact) => {
      const all = tags.filter((tag) => !/Services|Goods/.test(tag)).map((tag) => fact(tag, 7));
      expect(itemOf(all, item)).toMatchObject({ value: 7, tag: tags[0] });
      expect(itemOf(all.toReversed(), item)).toMatchObject({ value: 7, tag: tags[0] });
    },
  );

  test.each(['costOfRevenue', 'interestExpense', 'depreciation'] as const)(
    'of several for %s the total is taken, not a part',
    (item) => {
      const tags: readonly string[] = flowConcepts[item].tags;
      const all = tags.map((tag, at) => flow(tag, at + 1));
      expect(itemOf(all, `${item}Ttm`)).toMatchObject({ value: tags.length, tag: tags.at(-1) });
    },
  );
});
