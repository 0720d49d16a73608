import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixtureRun, fixtureSummaries } from '../testing/fixture.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { drawnPixels, openSite, seriousFaults, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const paths = ['/factors/RSI14', '/factors/PB', '/compare', '/formulas', `/runs?run=${fixtureRun}`, '/data'];

inBrowser(`the other pages in Chromium${chromiumNote}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test('a factor is one click from the overview, and its page draws every chart', async () => {
    await site.open('/');
    await site.page.click('#results a:text-is("RSI14") >> nth=0');
    await site.page.locator('h1:text-is("RSI14")').waitFor();
    await site.settled();
    expect(new URL(site.page.url()).pathname).toBe('/factors/RSI14');
    const ids = await site.page.evaluate<string[]>(
      `[...document.querySelectorAll('figure')].map((figure) => figure.id)`,
    );
    expect(ids).toHaveLength(17);
    for (const id of ids) expect([id, (await drawnPixels(site.page, `#${id}`)) > 500]).toEqual([id, true]);
    await site.page.goBack();
    await site.page.locator('#results-count').waitFor();
  });

  test('every factor is listed beside the page with its verdict and a line, and a search narrows the list', async () => {
    await site.open('/factors/RSI14');
    const list = site.page.locator('.sidebar');
    await list.locator('a[aria-current=page]:has-text("RSI14")').waitFor();
    const names = new Set(fixtureSummaries().map((row) => row.factor));
    expect(await list.locator('li').count()).toBe(names.size);
    expect(await list.locator('li svg.spark polyline').count()).toBeGreaterThan(0);
    expect(await list.locator('li .visually-hidden').first().textContent()).toMatch(/: $/);
    await list.locator('a:has-text("PB")').click();
    await site.page.locator('h1:text-is("PB")').waitFor();
    expect(await site.page.title()).toBe('PB - Factor mining');
  });

  test('the bar of a long page stays in view, and goes to its parts without a step back to undo', async () => {
    await site.page.setViewportSize({ width: 1440, height: 900 });
    await site.open('/factors/RSI14');
    const bar = site.page.locator('.section-bar');
    expect(await bar.locator('.title').isVisible()).toBe(false);
    const address = site.page.url();
    await bar.getByRole('link', { name: 'Statistics' }).click();
    await bar.locator('.title').waitFor();
    expect(await bar.boundingBox()).toMatchObject({ y: 0 });
    expect(site.page.url()).toBe(address);
  });

  test('a table is sorted by its heads and keeps its order when the page asks again', async () => {
    await site.open('/factors/RSI14');
    const betas = (): Promise<number[]> =>
      site.page.evaluate(
        `[...document.querySelectorAll('[aria-label="Regression of each stock"] tbody tr')].map((row) => Number(row.cells[5].dataset.value)).filter((beta) => !Number.isNaN(beta))`,
      );
    await site.page.locator('[aria-label="Regression of each stock"] th button:text-is("Beta")').click();
    const sorted = await betas();
    expect(sorted.length).toBeGreaterThan(1);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
    await site.page.locator('[aria-label="Regression of each stock"] th[aria-sort=ascending]').waitFor();
  });

  test('where nothing may be written a book is refused with what to do', async () => {
    await site.open('/factors/RSI14');
    await site.page.getByRole('button', { name: 'Make the book' }).click();
    await site.page.locator('#book [role=alert]:has-text("BOOK_NOT_ALLOWED")').waitFor();
    site.complaints.length = 0;
  });

  test('a factor page shows the numbers of the warehouse, and its range is in the address', async () => {
    await site.open('/factors/RSI14');
    const stored = fixtureSummaries().filter((row) => row.factor === 'RSI14');
    const shown = await site.page.evaluate(
      `[...document.querySelectorAll('[aria-label="Results by date range"] tbody tr')].map((row) => [3, 4, 5, 8].map((at) => Number(row.cells[at].dataset.value)))`,
    );
    expect(shown).toEqual(stored.map((row) => [row.mean_beta, row.mean_t_stat, row.mean_r_squared, row.premium]));
    await site.page.selectOption('select[name=range]', '2020-01-01 to 2020-12-31');
    await site.settled();
    expect(new URL(site.page.url()).search).toBe('?start=2020-01-01&end=2020-12-31');
    const dates = await site.page.evaluate(
      `[...document.querySelectorAll('[aria-label="Regression of each stock"] tbody tr')].map((row) => row.cells[1].textContent)`,
    );
    expect(dates).toEqual(Array(4).fill('2020-01-01'));
  });

  test('a run that failed shows its error as text and how to resume it', async () => {
    await site.open('/runs?status=failed');
    const table = site.page.locator('main table').first();
    expect(await table.textContent()).toContain('no share counts <b>at all</b>');
    expect(await table.textContent()).toContain('npm run fm -- mine --factors');
    expect(await table.locator('tbody').count()).toBe(1);
  });

  test.each([1440, 1024])('the table of runs with its errors and commands fits a page of %i pixels', async (width) => {
    await site.page.setViewportSize({ width, height: 900 });
    await site.open('/runs');
    const [needed, there] = await site.page.evaluate<[number, number]>(
      `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('[aria-label="Runs"]'))`,
    );
    expect(needed).toBeLessThanOrEqual(there);
  });

  test.each(paths)('%s has no serious accessibility fault and complains of nothing', async (path) => {
    await site.open(path);
    expect(await seriousFaults(site.page)).toEqual([]);
    expect(site.complaints).toEqual([]);
    expect(site.foreign).toEqual([]);
  });

  test.each(paths.flatMap((path) => [1440, 1024, 390].map((width) => [path, width] as const)))(
    '%s does not scroll sideways at %i pixels',
    async (path, width) => {
      await site.page.setViewportSize({ width, height: 900 });
      await site.open(path);
      expect(await site.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );

  test.each(['/nothing', '/factors', '/factors/RSI14/more'])(
    '%s is not a page, and says where the pages are',
    async (path) => {
      const answer = await site.page.goto(site.url + path);
      expect(answer?.status()).toBe(404);
      await site.settled();
      expect(await site.page.getByRole('alert').textContent()).toContain('PAGE_NOT_FOUND');
      expect(await seriousFaults(site.page)).toEqual([]);
      await site.page.getByRole('link', { name: 'Overview' }).click();
      await site.page.locator('#results-count').waitFor();
    },
  );

  test.each(['/factors/NOPE', '/runs?run=gone', '/compare?run=gone', '/factors/%3Cscript%3E'])(
    '%s says what to do',
    async (path) => {
      await site.open(path);
      expect(await site.page.getByRole('alert').textContent()).toMatch(/FACTOR_NOT_FOUND|RUN_NOT_FOUND/);
    },
  );
});
