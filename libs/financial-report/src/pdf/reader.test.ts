import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { FmError } from '@fm/platform';
import { pdfOf, pdfThatUnpacksTo, pdfWithoutLetters } from '../testing/index.ts';
import { createPdfReader } from './reader.ts';

const data = process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname;
const present = existsSync(`${data}/malformed-pdf`) && existsSync(`${data}/reports-pdf`);
const reader = createPdfReader();
afterAll(() => reader.close());

test('a document comes back page by page, and the bytes stay usable', async () => {
  const bytes = pdfOf('first page', 'second page');
  expect((await reader.read(bytes)).pages).toEqual(['first page', 'second page']);
  expect((await reader.read(bytes)).pages).toHaveLength(2);
});

test('a document without text, a document beyond the size limit, and bytes that are not a PDF have their own reasons', async () => {
  await expect(reader.read(pdfOf(''))).rejects.toMatchObject({ code: 'PDF_NO_TEXT' });
  await expect(reader.read(new Uint8Array())).rejects.toMatchObject({ code: 'PDF_MALFORMED' });
  await expect(reader.read(Buffer.from('<html>Blocked</html>'))).rejects.toMatchObject({ code: 'PDF_MALFORMED' });
  const small = createPdfReader({ maxBytes: 10 });
  await expect(small.read(pdfOf('x'))).rejects.toMatchObject({ code: 'PDF_TOO_LARGE' });
});

test('a document whose font does not say which letters it shows has no text, and not control characters', async () => {
  const line = 'The annual report of a company, in words that a font without letters shows as glyphs.';
  expect((await reader.read(pdfOf(line))).pages).toEqual([line]);
  await expect(reader.read(pdfWithoutLetters(line, line))).rejects.toMatchObject({ code: 'PDF_NO_TEXT' });
});

test('a document that takes too long is given up, and the next one is read', async () => {
  const hasty = createPdfReader({ timeoutMs: 1 });
  await expect(hasty.read(pdfOf('slow'))).rejects.toMatchObject({ code: 'PDF_TIMEOUT' });
  await hasty.close();
  expect((await reader.read(pdfOf('next'))).pages).toEqual(['next']);
});

test('a document that fills the memory of the reader is an error, not the end of the process', async () => {
  const narrow = createPdfReader({ maxHeapMb: 8 });
  await expect(narrow.read(pdfOf(...Array.from({ length: 3_000 }, (_, at) => `page ${at}`)))).rejects.toMatchObject({
    code: 'PDF_CRASHED',
  });
  await narrow.close();
});

test('a small document that unpacks without end is refused before it fills the memory, and the next one is read', async () => {
  const bomb = pdfThatUnpacksTo(2000);
  expect(bomb.length).toBeLessThan(4 * 2 ** 20);
  const bounded = createPdfReader({ maxGrowthMb: 200 });
  const [fault, next] = await Promise.allSettled([bounded.read(bomb), bounded.read(pdfOf('next'))]);
  expect(fault).toMatchObject({
    status: 'rejected',
    reason: { code: 'PDF_TOO_LARGE', message: expect.stringContaining('more than 200 MiB of memory') },
  });
  expect(next).toMatchObject({ status: 'fulfilled', value: { pages: ['next'] } });
  await bounded.close();
});

(present ? describe : describe.skip)('real documents', () => {
  test.each([
    ['PDFBOX-3148-2-fuzzed', 'PDF_NO_TEXT'],
    ['Pages-tree-refs', 'Testcase: ’Pages loop’'],
    ['aes-256', 'PDF_LOCKED'],
    ['bad-PageLabels', 'PDF document with bad Page Labels.'],
    ['empty', 'PDF_NO_TEXT'],
    ['helloworld-bad', 'Hello, world!'],
    ['issue1155r', 'Issue 1155'],
    ['poppler-395-0-fuzzed', 'PDF_MALFORMED'],
    ['poppler-67295-0', 'TestString123'],
    ['poppler-91414-0-53', 'foobar'],
    ['r3-empty-password', 'pdf encryption test'],
    ['r6-user-password', 'PDF_LOCKED'],
    ['rc4-40', 'PDF_LOCKED'],
    ['scan-bad', 'PDF_SCANNED'],
    ['xref_command_missing', 'Reduced test-case'],
    ['zen_of_python_corrupted', 'Beautiful is better than ugly.'],
  ])('%s gives %s', async (name, expected) => {
    const bytes = readFileSync(`${data}/malformed-pdf/${name}.pdf`);
    const outcome = await reader.read(bytes).then(
      ({ pages }) => pages.join('\n'),
      (error: FmError) => error.code,
    );
    if (expected.startsWith('PDF_')) expect(outcome).toBe(expected);
    else expect(outcome).toContain(expected);
  });

  test('the table above names every file there is', () => {
    expect(readdirSync(`${data}/malformed-pdf`)).toHaveLength(16);
  });

  test.each([
    ['APPLE_2022_10K', 80, 'Apple Inc.'],
    ['APPLE_2023Q3_10Q', 29, 'Apple Inc.'],
    ['BOEING_2022_10K', 190, 'THE BOEING COMPANY'],
    ['JOHNSON_JOHNSON_2023_8K_dated-2023-08-23', 3, 'Johnson & Johnson'],
    ['MICROSOFT_2023_10K', 116, 'MICROSOFT CORPORATION'],
    ['WALMART_2020_10K', 170, 'WALMART'],
  ])('%s has %i pages, every one read', async (name, count, company) => {
    const { pages, brokenPages } = await reader.read(readFileSync(`${data}/reports-pdf/${name}.pdf`));
    expect(pages).toHaveLength(count);
    expect(brokenPages).toEqual([]);
    expect(pages.join('\n').toLowerCase()).toContain(company.toLowerCase());
    expect(pages.filter((text) => text.trim() === '').length).toBeLessThan(count / 10);
  });
});
