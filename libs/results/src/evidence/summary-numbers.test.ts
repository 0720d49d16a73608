import { expect, test } from '@jest/globals';
import { factorSummariesTable } from '@fm/warehouse/rows';
import { statisticText } from './statistic-texts.ts';
import { summaryNumberEntries } from './summary-numbers.ts';

test('every column of numbers in the table of summaries is one entry, and every entry is such a column', () => {
  const numeric = Object.entries(factorSummariesTable.columns).filter(
    ([name, type]) => /Float64|UInt/.test(type) && name !== 'version',
  );
  expect(summaryNumberEntries.map(([, { column }]) => column)).toEqual(numeric.map(([name]) => name));
});

test('a count is stored in a column that is never missing, and any other number in one that may be', () => {
  for (const [, { column, unit }] of summaryNumberEntries)
    expect(factorSummariesTable.columns).toHaveProperty(column, unit === 'count' ? 'UInt32' : 'Nullable(Float64)');
});

test('a number that is listed as a statistic names one with the same text, and no other number names one', () => {
  for (const [name, { listedAs, label, unit }] of summaryNumberEntries) {
    if (listedAs === undefined) expect(statisticText(name)).toBeUndefined();
    else expect(statisticText(listedAs)).toMatchObject({ label, unit });
  }
});
