import { expect } from '@jest/globals';
import { judgedRange } from '@fm/results/evidence';
import type { Compare } from '../api/page-schemas.ts';
import type { MinedSite, PrintedReport } from './mined-site.ts';
import { cellsOf } from './shown-numbers.ts';

interface Range {
  readonly start: string;
  readonly end: string;
}

const within =
  ({ start, end }: Range) =>
  (row: Range) =>
    row.start === start && row.end === end;

function reportOf(site: MinedSite, factor: string): PrintedReport {
  const found = site.reports.find((report) => report.factor === factor);
  if (found === undefined) throw new Error(`There is no report of ${factor}.`);
  return found;
}

const queryOf = (range: Range | undefined) => (range === undefined ? '' : `?start=${range.start}&end=${range.end}`);

/** Every number of the event studies on the page of a factor is the one that `fm report` prints; dates or the longest. */
export async function expectEventStudies(site: MinedSite, factor: string, range?: Range) {
  const { summaries, eventStudies } = reportOf(site, factor);
  const printed = eventStudies.filter(within(range ?? judgedRange(summaries)));
  expect(printed.length).toBeGreaterThan(0);
  await site.open(`/factors/${factor}${queryOf(range)}`);
  await site.page.click('#event-study button');
  const names: Readonly<Record<string, string>> = { enters_high: 'enters High', enters_low: 'enters Low' };
  expect(await cellsOf(site, '#event-study-table')).toEqual(
    printed.map((row) => [names[row.event], ...[row.offset, row.events, row.abnormal, row.cumulative]]),
  );
}

/**
 * The comparison over a date range of the run holds what the run stored: correlations as `fm report` prints them for each
 * factor reported, spanning regressions as `fm results` prints them for all; dates or the longest.
 */
export async function expectComparison(site: MinedSite, range?: Range) {
  const shown = range ?? judgedRange(site.results.summaries);
  const compared = (await (await fetch(`${site.url}/api/v1/compare${queryOf(range)}`)).json()) as Compare;
  for (const { factor, relations } of site.reports) {
    const printed = relations.filter(within(shown)).map(({ other, correlation }) => [other, correlation]);
    expect(printed.length).toBeGreaterThan(0);
    const found = compared.correlations.filter(({ x, y }) => y === factor && x !== factor);
    expect(found.map(({ x, value }) => [x, value]).sort()).toEqual(printed.sort());
    expect(compared.correlations).toContainEqual({ x: factor, y: factor, value: 1 });
  }

  await site.open(`/compare${queryOf(range)}`);
  const cells = await cellsOf(site, '[aria-label="Spanning regressions"]');
  const rows = site.results.summaries.filter(within(shown));
  const names = ['spanningAlpha', 'spanningAlphaT', 'spanningAlphaPValue', 'spanningRSquared', 'spanningObservations'];
  const printed = rows.map(({ factor, statistics }) => [factor, ...names.map((name) => statistics[name] ?? null)]);
  const numbers = cells.map((row) => row.slice(0, 6)).map((row) => [...row.slice(0, 5), row[5] === 0 ? null : row[5]]);
  expect(numbers.sort()).toEqual(printed.sort());

  await site.page.click('#correlations button');
  const pairs = await cellsOf(site, '#correlations-table');
  expect(pairs).toEqual(compared.correlations.slice(0, 100).map(({ y, x, value }) => [y, x, value]));
}
