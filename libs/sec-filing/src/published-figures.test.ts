import { expect } from '@jest/globals';
import { deriveFundamentals } from './derive/fundamentals.ts';
import { factsOf } from './testing/facts-of.ts';
import { testWithRealFilings as check } from './testing/real-data.ts';

/** Values by the day on which they became known, as the companies' own statements add up; in millions. */
const published: readonly [company: string, path: string, item: string, known: Readonly<Record<string, number>>][] = [
  [
    'Apple while it restated its revenue',
    'full/CIK0000320193.json',
    'revenueTtm',
    { '2010-01-26': 46_708, '2010-04-22': 51_123, '2010-07-22': 57_089, '2010-10-28': 65_225 },
  ],
  [
    'Apple while it restated its income before tax',
    'full/CIK0000320193.json',
    'pretaxIncomeTtm',
    { '2010-01-26': 13_565, '2010-04-22': 15_208, '2010-07-22': 16_808, '2010-10-28': 18_540 },
  ],
  [
    "McDonald's in 2016",
    'full/CIK0000063908.json',
    'netIncomeTtm',
    { '2016-05-07': 4816.4, '2016-08-05': 4733.1, '2016-11-05': 4699.3, '2017-03-02': 4686.5 },
  ],
  [
    'Home Depot, whose four quarters are of several vintages in 2012,',
    'full/CIK0000354950.json',
    'revenueTtm',
    { '2012-03-23': 70_395, '2012-05-25': 71_380, '2012-08-23': 71_718, '2012-11-22': 72_522, '2013-03-29': 74_754 },
  ],
];

for (const [company, path, item, known] of published) {
  check(`twelve months of ${company} are what was published`, () => {
    const found = deriveFundamentals(factsOf(path)).filter((one) => one.item === item && one.value !== null);
    for (const [day, millions] of Object.entries(known)) {
      const values = found.flatMap((one) =>
        new Date(one.knownAt).toISOString().startsWith(day) ? [(one.value ?? NaN) / 1e6] : [],
      );
      expect([day, [...new Set(values)]]).toEqual([day, [millions]]);
    }
  });
}
