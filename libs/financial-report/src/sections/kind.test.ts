import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createPdfReader } from '../pdf/reader.ts';
import { kindOf } from './kind.ts';

test.each([
  ['FORM 10-K\nAnnual Report', 'annual-report'],
  ['Form 10-Q', 'quarterly-report'],
  ['Notice of 2024 Annual Meeting and Proxy Statement', 'proxy-statement'],
  ['2023 Sustainability and Impact Report', 'sustainability-report'],
  ['FORM 8-K\nCurrent report', undefined],
])('%j is of kind %s', (title, kind) => {
  expect(kindOf([title])).toBe(kind);
});

const reports = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/reports-pdf`;

(existsSync(reports) ? test : test.skip)(
  'real filings name their kind; a current report is none that is rated',
  async () => {
    const reader = createPdfReader();
    const kinds = [];
    for (const name of ['APPLE_2022_10K', 'APPLE_2023Q3_10Q', 'JOHNSON_JOHNSON_2023_8K_dated-2023-08-23']) {
      kinds.push(kindOf((await reader.read(readFileSync(`${reports}/${name}.pdf`))).pages));
    }
    await reader.close();
    expect(kinds).toEqual(['annual-report', 'quarterly-report', undefined]);
  },
);
