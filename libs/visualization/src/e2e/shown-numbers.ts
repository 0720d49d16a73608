import { expect } from '@jest/globals';
import { judgedRange, summaryNumberEntries } from '@fm/results/evidence';
import type { MinedSite, PrintedResults } from './mined-site.ts';

/** Columns of the range table of a factor's page, by their place. */
const rangeColumns = summaryNumberEntries.map(([name]) => name);

/** Columns with numbers of the table of stocks. */
const stockColumns = [
  'observations',
  'alpha',
  'beta',
  'tStat',
  'tStatNeweyWest',
  'pValue',
  'rSquared',
  'betaExSelf',
  'tStatExSelf',
  'rSquaredExSelf',
];

/** Cells of a table on the page: the exact number where there is one, null where it is missing, else the text. */
export function cellsOf(site: MinedSite, selector: string): Promise<(number | string | null)[][]> {
  return site.page.evaluate(`[...document.querySelectorAll(${JSON.stringify(`${selector} tbody tr`)})].map((row) =>
    [...row.cells].map((cell) => cell.dataset.value !== undefined ? Number(cell.dataset.value)
      : cell.textContent === 'n/a' ? null : cell.textContent))`);
}

/** Every number of the pages of a factor over one date range is the one that `fm results` prints. */
export async function expectFactorPage(site: MinedSite, factor: string, range?: { start: string; end: string }) {
  const { summaries, details } = site.results;
  const own = summaries.filter((row) => row.factor === factor);
  await site.open(`/factors/${factor}${range ? `?start=${range.start}&end=${range.end}` : ''}`);
  const shown = range ?? judgedRange(own);

  const ranges = await cellsOf(site, '[aria-label="Results by date range"]');
  expect(ranges).toEqual(own.map((row) => [row.start, row.end, ...rangeColumns.map((key) => row[key])]));

  const stored = own.find((row) => row.start === shown.start && row.end === shown.end);
  const statistics = await cellsOf(site, '#statistics');
  expect(Object.fromEntries(statistics.map(([, value, key]) => [key, value]))).toEqual(stored?.statistics);

  const regressions = details.filter(
    (row) => row['factor'] === factor && row['start'] === shown.start && row['end'] === shown.end,
  );
  const stocks = await cellsOf(site, '[aria-label="Regression of each stock"]');
  expect(stocks).toEqual(
    regressions.map((row) => [
      row['symbol'],
      row['start'],
      row['end'],
      ...stockColumns.map((key) => row[key]),
      row['dropReason'] ?? '-',
    ]),
  );
}

/** Every row of the overview's table, over all its pages, is the one that `fm results` prints. */
export async function expectOverview(site: MinedSite) {
  const { run, summaries } = site.results;
  await site.open('/');
  expect(await site.page.locator('.about').textContent()).toContain(`${run.id}`);
  expect(await site.page.locator('.about').textContent()).toContain(`${run.trials} trials`);
  const rows: (number | string | null)[][] = [];
  for (;;) {
    rows.push(...(await cellsOf(site, '#results')));
    const next = site.page.locator('nav[aria-label="Pages of results"] button:text-is("Next")');
    if ((await next.count()) === 0 || (await next.isDisabled())) break;
    await next.click();
    await site.settled();
  }
  const expected = summaries.map((row) => [
    row.factor,
    row['factorType'],
    row.start,
    row.end,
    ...rangeColumns.map((key) => row[key]),
  ]);
  const sorted = (lines: unknown[][]) => lines.map((line) => JSON.stringify(line)).sort();
  expect(sorted(rows)).toEqual(sorted(expected));
}

/** Everything the API gives of results is what `fm results` prints. */
export async function expectApi(site: MinedSite) {
  const { run, summaries, details } = site.results;
  const get = async (path: string) => (await fetch(`${site.url}${path}`)).json() as Promise<{ rows: unknown[] }>;
  const page = await get(`/api/v1/summaries?run=${run.id}&pageSize=1000`);
  expect(page.rows).toEqual(summaries);
  for (const factor of factorsOf(site.results)) {
    const own = details.filter((row) => row['factor'] === factor);
    const found: unknown[] = [];
    for (let part = 1; found.length < own.length; part++) {
      const { rows } = await get(`/api/v1/factors/${factor}/details?pageSize=1000&page=${part}`);
      if (rows.length === 0) break;
      found.push(...rows);
    }
    expect(found).toEqual(own);
  }
}

export function factorsOf({ summaries }: PrintedResults): string[] {
  return [...new Set(summaries.map((row) => row.factor))];
}

/** The last factor of each type. */
export function oneOfEachType({ summaries }: PrintedResults): string[] {
  return [...new Map(summaries.map((row) => [row['factorType'], row.factor])).values()];
}
