import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPdfReader } from '../pdf/reader.ts';
import { sectionsOf } from './split.ts';

test('the sections joined are the pages joined, no section is too long, and pages are numbered correctly', () => {
  const line = fc.oneof(
    fc.lorem({ maxCount: 20 }),
    fc.constantFrom('Item 1A. Risk Factors', 'EXECUTIVE COMPENSATION', ''),
    fc.string({ unit: 'grapheme' }),
  );
  const page = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 12 }), fc.integer({ min: 20, max: 400 }), (pages, max) => {
      const sections = sectionsOf(pages, max);
      expect(sections.map(({ text }) => text).join('')).toBe(pages.join('\f'));
      for (const { text, firstPage, lastPage } of sections) {
        expect(text.length).toBeLessThanOrEqual(max);
        expect(firstPage).toBeLessThanOrEqual(lastPage);
        expect(lastPage).toBeLessThanOrEqual(pages.length);
      }
    }),
    { seed: 8, numRuns: 500 },
  );
});

test('cuts fall on headings, and the lines of a table of contents stay together', () => {
  const pages = [
    'Contents\nItem 1. Business 3\nItem 1A. Risk Factors 9',
    `Item 1. Business\n${'We sell. '.repeat(40)}`,
    `Item 1A. Risk Factors\n${'We may fail. '.repeat(30)}`,
  ];
  expect(sectionsOf(pages, 500).map(({ title, firstPage }) => [title, firstPage])).toEqual([
    ['Item 1. Business 3; Item 1A. Risk Factors 9; Item 1. Business', 1],
    ['Item 1A. Risk Factors', 3],
  ]);
});

const report = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/reports-pdf/APPLE_2022_10K.pdf`;

(existsSync(report) ? test : test.skip)(
  "Apple's annual report of 2022 is cut at its items, to the last page",
  async () => {
    const reader = createPdfReader();
    const { pages } = await reader.read(readFileSync(report));
    await reader.close();
    const sections = sectionsOf(pages);
    expect(sections.map(({ text }) => text).join('')).toBe(pages.join('\f'));
    expect(sections.length).toBeLessThan(12);
    expect(sections.some(({ title }) => /Item 7\./.test(title))).toBe(true);
    expect(sections.at(-1)!.lastPage).toBe(80);
  },
);
