import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { giveIndustries } from '../testing/industries.ts';
import { giveMarketValues } from '../testing/market-values.ts';
import { mineWaves } from '../testing/mined-waves.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { drawnPixels, openSite, seriousFaults, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(`the ranking of a factor in Chromium${chromiumNote}`, () => {
  let site: Site;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const made = await temporaryWarehouse(false);
    remove = made.remove;
    await mineWaves(made.warehouse);
    await giveMarketValues(
      made.warehouse,
      Array.from({ length: 9 }, (_, stock) => `S${stock}`),
    );
    const industryOf = (stock: number): [string, string] => [`S${stock}`, stock < 6 ? 'mines' : 'shops'];
    await giveIndustries(made.warehouse, Object.fromEntries(Array.from({ length: 9 }, (_, i) => industryOf(i))));
    site = await openSite({ over: made });
  }, 120_000);
  afterAll(async () => {
    await site.close();
    await remove();
  });

  const ids = ['quantile-wealth', 'ic-decay', 'ic-sizes', 'rank-autocorrelation', 'leg-turnover'];

  test('draws every panel with a sentence of what is seen and how it is estimated', async () => {
    await site.open('/factors/ROC20');
    for (const id of ids) {
      expect([id, (await drawnPixels(site.page, `#${id}`)) > 500]).toEqual([id, true]);
      const figure = site.page.locator(`#${id}`);
      expect((await figure.locator('.lead').textContent())?.length).toBeGreaterThan(20);
      expect((await figure.locator('details.method p.method').textContent())?.length).toBeGreaterThan(80);
    }
    expect(site.complaints).toEqual([]);
    expect(await seriousFaults(site.page)).toEqual([]);
  });

  test('shows the numbers of every horizon and size in a table', async () => {
    const rowsOf = async (id: string): Promise<(string | null)[]> => {
      await site.page.locator(`#${id} button:text-is("Show data table")`).click();
      return site.page.locator(`#${id} tbody tr td:first-child`).allTextContents();
    };
    expect(await rowsOf('ic-decay')).toEqual(['1', '5', '10', '21', '63']);
    expect(await rowsOf('ic-sizes')).toEqual(['small', 'medium', 'large', 'all']);
  });

  test('shows the factor within each industry, and why one has no number', async () => {
    await site.page.locator('#sectors table').waitFor();
    const rows = await site.page.locator('#sectors tbody tr').allTextContents();
    expect(rows).toEqual([
      expect.stringMatching(/^mines5\.7.* %.*-$/),
      expect.stringMatching(/^shops2\.9n\/a.*at most 3 stocks.*$/),
    ]);
  });

  test('has all groups on one date where the pointer is', async () => {
    const chart = site.page.locator('#quantile-wealth .chart');
    await chart.scrollIntoViewIfNeeded();
    const before = await drawnPixels(site.page, '#quantile-wealth');
    const { width, height } = (await chart.boundingBox())!;
    await chart.hover({ position: { x: width * 0.6, y: height * 0.4 } });
    // What the pointer shows is drawn on the canvas.
    const after = await drawnPixels(site.page, '#quantile-wealth');
    expect(after).toBeGreaterThan(before);
  });

  test('follows the date range that is chosen', async () => {
    const leadOf = () => site.page.locator('#quantile-wealth .lead').textContent();
    const whole = await leadOf();
    await site.page.locator('select[name=range]').selectOption({ index: 1 });
    await site.settled();
    await site.page.locator('[aria-busy=false] > #ranking').waitFor();
    expect(await leadOf()).not.toBe(whole);
    await site.page.goBack();
    await site.settled();
    await site.page.locator('[aria-busy=false] > #ranking').waitFor();
    expect(await leadOf()).toBe(whole);
  });

  test('is not cut at any width', async () => {
    for (const width of [1440, 1024, 390]) {
      await site.page.setViewportSize({ width, height: 900 });
      const wide = await site.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([width, wide <= 0]).toEqual([width, true]);
    }
  });

  test('is on the sheet too, where every panel is drawn and nothing is cut at any width', async () => {
    const sheet = await (await fetch(`${site.url}/api/v1/factors/ROC20/report`)).text();
    // A page of its own, as a file is: the dashboard forbids its pages styles that are written in them.
    const page = await site.page.context().newPage();
    await page.setContent(sheet);
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([width, wide <= 0]).toEqual([width, true]);
      for (const id of ids) {
        const drawing = page.locator(`#${id} svg:visible`);
        expect([id, await drawing.count()]).toEqual([id, 1]);
        expect((await drawing.locator('path').count()) > 5).toBe(true);
        expect((await drawing.boundingBox())!.width).toBeGreaterThan(300);
      }
    }
    await page.close();
  });
});
