import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failedRun, fixtureFactors, fixtureSummaries } from '../testing/fixture.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { drawnPixels, openSite, seriousFaults, type Site } from './site.ts';

type FixtureRow = ReturnType<typeof fixtureSummaries>[number];

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const tableCells = `[...document.querySelectorAll('#results tbody tr')].map((row) =>
  [...row.cells].map((cell) => cell.dataset.value ?? cell.textContent))`;

inBrowser(`the overview in Chromium${chromiumNote}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
    await site.open('/');
  });
  afterAll(() => site.close());

  const search = () => new URL(site.page.url()).search;
  const results = () => site.page.locator('#results-count').textContent();
  const verdictFactors = (): Promise<string[]> =>
    site.page.evaluate(
      `[...document.querySelectorAll('.verdicts tbody tr')].map((row) => row.cells[0].querySelector('a').textContent)`,
    );
  async function choose(name: string, value: string): Promise<void> {
    await site.page.selectOption(`select[name=${name}]`, value);
    await site.settled();
  }

  test('draws the three charts, each with caption, description and synthetic mark', async () => {
    for (const id of ['t-statistics', 'r-squared', 'beta']) {
      expect(await drawnPixels(site.page, `#${id}`)).toBeGreaterThan(1000);
      expect(await site.page.locator(`#${id} .lead`).textContent()).toContain('36 trials');
      expect(await site.page.locator(`#${id}-description`).textContent()).not.toBe('');
    }
    expect(await site.page.locator('.synthetic').isVisible()).toBe(true);
    expect(await site.page.locator('#t-statistics-description').textContent()).toContain('technical: median -');
  });

  test('shows in its table every number of the warehouse, signs included', async () => {
    const shown = await site.page.evaluate<string[][]>(tableCells);
    const stored = fixtureSummaries().map((row) => [
      row.factor,
      row.factor_type,
      row.start,
      row.end,
      ...[
        row.stocks,
        row.mean_beta,
        row.mean_t_stat,
        row.mean_r_squared,
        row.significant,
        row.significant_adjusted,
      ].map(String),
      ...[row.premium, row.volatility, row.sharpe, row.max_drawdown, row.premium_t_stat].map((value) =>
        value === null ? 'n/a' : String(value),
      ),
    ]);
    const sorted = (rows: (string | null)[][]) => rows.map((row) => row.join(' | ')).sort();
    expect(sorted(shown)).toEqual(sorted(stored));
  });

  test('filters write the address, change every panel, and the back button undoes them', async () => {
    await choose('type', 'technical');
    expect(search()).toBe('?type=technical');
    expect(await results()).toBe('12 results');
    for (const id of ['t-statistics', 'r-squared']) {
      expect(await site.page.locator(`#${id}-description`).textContent()).not.toContain('market');
    }
    expect(await site.page.locator('#beta-description').textContent()).toContain('12 results');
    await choose('factor', 'RSI14');
    await choose('start', '2020-01-01');
    await choose('end', '2021-12-31');
    expect(search()).toBe('?type=technical&factor=RSI14&start=2020-01-01&end=2021-12-31');
    expect(await results()).toBe('2 results');
    expect(await site.page.locator('#beta-description').textContent()).toContain('2 results');

    for (const expected of ['4 results', '6 results', '12 results', '36 results']) {
      await site.page.goBack();
      await site.page.locator(`#results-count:text-is("${expected}")`).waitFor();
    }
    expect(search()).toBe('');
  });

  test('each filter reaches the verdicts: their factors, their date range and their download', async () => {
    const caption = () => site.page.locator('.verdicts caption').textContent();
    await site.open('/');
    expect((await verdictFactors()).sort()).toEqual(fixtureFactors.map(({ name }) => name).sort());
    await choose('type', 'technical');
    expect((await verdictFactors()).sort()).toEqual(['ROC20', 'RSI14']);
    await choose('factor', 'RSI14');
    expect(await verdictFactors()).toEqual(['RSI14']);
    await choose('end', '2021-12-31');
    expect(await caption()).toContain('2021-01-01 to 2021-12-31');
    await choose('start', '2021-01-01');
    expect(await site.page.locator('.verdicts tbody td').nth(6).textContent()).toBe('n/a');
    expect(await site.page.locator('#verdicts a[download]').getAttribute('href')).toBe(
      '/api/v1/verdicts?type=technical&factor=RSI14&end=2021-12-31&start=2021-01-01&format=csv',
    );
    await choose('run', failedRun);
    expect(await verdictFactors()).toEqual([]);
    expect(await site.page.locator('#verdicts-lead').textContent()).toContain('No factor passes the filters');
  });

  test.each<[string, string, (row: FixtureRow) => boolean]>([
    ['type', 'fundamental', (row) => row.factor_type === 'fundamental'],
    ['factor', 'ROC20', (row) => row.factor === 'ROC20'],
    ['start', '2020-01-01', (row) => row.start >= '2020-01-01'],
    ['end', '2019-12-31', (row) => row.end <= '2019-12-31'],
    ['q', 'Sent', (row) => row.factor === 'AvgSentiment14'],
    ['q', 'market', (row) => row.factor_type === 'market'],
    ['q', 'nothing of this name', () => false],
  ])('%s %j narrows every panel and every download', async (name, value, passes) => {
    const rows = fixtureSummaries().filter(passes);
    await site.open('/');
    if (name === 'q') await site.page.fill('input[name=q]', value);
    else await site.page.selectOption(`select[name=${name}]`, value);
    await site.page.locator(`#results-count:text-matches("^${rows.length} result")`).waitFor();
    await site.settled();

    expect((await verdictFactors()).sort()).toEqual([...new Set(rows.map((row) => row.factor))].sort());
    expect(await site.page.locator('#results tbody tr').count()).toBe(rows.length);
    const types = [...new Set(rows.map((row) => row.factor_type))].sort();
    for (const id of ['t-statistics', 'r-squared']) {
      const described = (await site.page.locator(`#${id}-description`).textContent()) ?? '';
      expect([...described.matchAll(/(\w+): (?:median|\d+ single)/g)].map((found) => found[1]).sort()).toEqual(types);
    }
    const bubbles = await site.page.locator('#beta-description').textContent();
    expect(bubbles).toContain(rows.length === 0 ? 'No result passes the filters' : `${rows.length} results`);
    const links = await site.page.evaluate<string[]>(
      `[...document.querySelectorAll('main a[download]')].map((link) => new URL(link.href).search)`,
    );
    expect(links).toHaveLength(8);
    for (const link of links) expect(new URLSearchParams(link).get(name)).toBe(value);
  });

  test('a filter leaves the rows of the verdicts that stay as they are, and brings back the others', async () => {
    await site.open('/');
    const mark = `document.querySelectorAll('.verdicts tbody tr').forEach((row) => (row.seen = true))`;
    const seen = `[...document.querySelectorAll('.verdicts tbody tr')].map((row) => row.seen === true)`;
    const all = await verdictFactors();
    await site.page.evaluate(mark);
    await choose('type', 'technical');
    expect(await site.page.evaluate(seen)).toEqual([true, true]);
    await choose('type', '');
    expect(await site.page.evaluate(seen)).toEqual(all.map(() => true));
    expect(await verdictFactors()).toEqual(all);
    await choose('end', '2019-12-31');
    const untouched = ['AvgSentiment14', 'RISK', 'BoardAge'];
    expect(await site.page.evaluate(seen)).toEqual((await verdictFactors()).map((name) => untouched.includes(name)));
  });

  test('restores everything from the address', async () => {
    await site.open('/?type=fundamental&start=2020-01-01&sort=meanTStat&order=desc&q=cash');
    expect(await results()).toBe('4 results');
    expect(await site.page.inputValue('select[name=type]')).toBe('fundamental');
    expect(await site.page.inputValue('select[name=start]')).toBe('2020-01-01');
    expect(await site.page.inputValue('input[name=q]')).toBe('cash');
    expect(await site.page.locator('th[aria-sort=descending]').textContent()).toContain('Mean t');
    const values = (await site.page.evaluate<string[][]>(tableCells)).map((row) => Number(row[6]));
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  test('can be used with only the keyboard: skip link, filter, sort, data table', async () => {
    await site.open('/');
    await site.page.keyboard.press('Tab');
    expect(await site.page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await site.page.keyboard.press('Enter');
    await site.page.focus('select[name=type]');
    await site.page.keyboard.press('ArrowDown');
    await site.page.locator('#results-count:text-is("12 results")').waitFor();
    await site.page.focus('#t-statistics button');
    await site.page.keyboard.press('Enter');
    expect(await site.page.locator('#t-statistics table tbody tr').count()).toBe(1);
    await site.page.focus('th button[data-sort=meanTStat]');
    await site.page.keyboard.press('Enter');
    await site.page.locator('th[aria-sort=ascending]:has-text("Mean t")').waitFor();
    expect(await site.page.evaluate('document.activeElement.dataset.sort')).toBe('meanTStat');
  });

  test('shows what to do when a filter names nothing, and runs no text from the address', async () => {
    await site.open(`/?factor=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    const alert = site.page.getByRole('alert');
    expect(await alert.textContent()).toContain('FACTOR_NOT_FOUND');
    expect(await alert.textContent()).toContain('<img src=x');
    expect(await site.page.locator('main img').count()).toBe(0);
    await alert.getByText('Clear filters').click();
    await site.page.locator('#results-count:text-is("36 results")').waitFor();
  });

  test('has no serious accessibility fault, open tables included', async () => {
    await site.open('/');
    for (const id of ['t-statistics', 'r-squared', 'beta']) await site.page.click(`#${id} button`);
    expect(await seriousFaults(site.page)).toEqual([]);
  });

  test.each([1440, 1024, 390])('does not scroll sideways at %i pixels', async (width) => {
    await site.page.setViewportSize({ width, height: 900 });
    await site.open('/');
    expect(await site.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test.each([
    [1440, ''],
    [390, 'Scroll sideways for more columns \u2192'],
  ])('at %i pixels its table says %j, and the keyboard scrolls it', async (width, hint) => {
    await site.page.setViewportSize({ width, height: 900 });
    await site.open('/');
    const region = '[role=region][aria-label="Verdict by factor"]';
    const element = `document.querySelector('${region}')`;
    await site.page.locator(hint === '' ? `${region}:not(.wide)` : `${region}.wide`).waitFor();
    const shown: string = await site.page.evaluate(`getComputedStyle(${element}, '::before').content`);
    expect(shown.replaceAll(/^none$|"/g, '')).toBe(hint);
    await site.page.focus(region);
    await site.page.keyboard.press('ArrowRight');
    await site.page.waitForTimeout(500);
    expect((await site.page.evaluate<number>(`${element}.scrollLeft`)) > 0).toBe(hint !== '');
  });

  test('asked no other host and complained of nothing but the refused filter', () => {
    expect(site.foreign).toEqual([]);
    expect(site.complaints.filter((text) => !text.includes('404'))).toEqual([]);
  });
});

inBrowser(`an empty warehouse in Chromium${chromiumNote}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fill: false, dark: true });
  });
  afterAll(() => site.close());

  test('says which command fills it, in the dark too', async () => {
    for (const path of ['/', '/compare', '/discovery', '/runs', '/data']) {
      await site.open(path);
      expect(await site.page.locator('main').textContent()).toMatch(/npm run fm -- (demo|discover --demo)/);
      expect(await seriousFaults(site.page)).toEqual([]);
    }
  });
});
