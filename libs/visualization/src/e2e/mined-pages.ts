import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { everyCaseOr } from '@fm/platform/testing';
import { expectComparison, expectEventStudies } from './shown-evidence.ts';
import { type MinedSite, openMinedSite } from './mined-site.ts';
import { expectApi, expectFactorPage, expectOverview, factorsOf, oneOfEachType } from './shown-numbers.ts';
import { seriousFaults } from './site.ts';
import { expectVerdicts } from './verdicts.ts';

/**
 * Tests of the pages over a data folder that `fm` commands filled: every number is the one that the command prints.
 *
 * @param commands - arguments of each command
 * @param synthetic - whether the page has to say that its data are invented
 */
export function testMinedPages(commands: readonly (readonly string[])[], synthetic: boolean): void {
  let site: MinedSite;
  beforeAll(async () => {
    site = await openMinedSite(commands, ['RSI14', 'ROC20']);
  }, 600_000);
  afterAll(() => site.close());

  test('the overview shows every number that fm results prints, and the number of trials', async () => {
    await expectOverview(site);
    expect(await site.page.locator('.synthetic').isVisible()).toBe(synthetic);
  }, 120_000);

  test('the verdicts of the page and of the API are those of fm results, with the same words and counts', async () => {
    await expectVerdicts(site);
  }, 120_000);

  test('the table of verdicts fits a page of 1024 pixels', async () => {
    await site.page.setViewportSize({ width: 1024, height: 900 });
    await site.open('/');
    const [needed, there] = await site.page.evaluate<[number, number]>(
      `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('#verdicts .scroll'))`,
    );
    expect(needed).toBeLessThanOrEqual(there);
    await site.page.setViewportSize({ width: 1440, height: 900 });
  }, 60_000);

  test('the pages of factors, of all or one of each type, show every number of the longest range', async () => {
    const every = factorsOf(site.results);
    for (const factor of everyCaseOr(every, oneOfEachType(site.results))) await expectFactorPage(site, factor);
  }, 300_000);

  test('a factor page shows every number of another range: the first, one amid and the last', async () => {
    const ranges = site.results.summaries.filter((row) => row.factor === 'RSI14');
    for (const at of [0, Math.floor(ranges.length / 2), ranges.length - 1]) {
      const { start, end } = ranges[at] as { start: string; end: string };
      await expectFactorPage(site, 'RSI14', { start, end });
    }
  }, 120_000);

  test('event studies, over the longest range and another, are those that fm report prints', async () => {
    const [first] = site.results.summaries.filter((row) => row.factor === 'ROC20');
    for (const factor of ['RSI14', 'ROC20']) await expectEventStudies(site, factor);
    await expectEventStudies(site, 'ROC20', first);
  }, 120_000);

  test('the comparison over a date range shows what the run stored, as fm report and fm results print it', async () => {
    const [first] = site.results.summaries;
    await expectComparison(site);
    await expectComparison(site, first);
  }, 120_000);

  test('the API gives every number of fm results', async () => {
    await expectApi(site);
  }, 120_000);

  test('the series of the information coefficient still has the mean of the run', async () => {
    for (const factor of ['RSI14', 'ROC20']) {
      const answer = await fetch(`${site.url}/api/v1/factors/${factor}/signal`);
      expect(await answer.json()).toMatchObject({ asStored: true });
    }
  }, 60_000);

  test('no page complains, has a serious accessibility fault, or asks another host', async () => {
    for (const path of ['/', '/factors/RSI14', '/compare', `/runs?run=${site.results.run.id}`, '/data']) {
      await site.open(path);
      expect([path, await seriousFaults(site.page)]).toEqual([path, []]);
    }
    expect(site.complaints).toEqual([]);
    expect(site.foreign).toEqual([]);
  }, 120_000);
}
