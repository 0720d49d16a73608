import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchRecord } from '@fm/discovery/store';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { searchRandomWalks } from '../testing/searches.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { drawnPixels, openSite, seriousFaults, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(`the page of searches in Chromium${chromiumNote}`, () => {
  let site: Site;
  let opened: SearchRecord;
  let stopped: string;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const made = await temporaryWarehouse(false);
    remove = made.remove;
    ({ opened, stopped } = await searchRandomWalks(made.warehouse));
    site = await openSite({ over: made });
  });
  afterAll(async () => {
    await site.close();
    await remove();
  });

  test('the latest search is shown with its answer, its charts and its finalists', async () => {
    await site.open('/discovery');
    await site.page.locator('#search-answer p:has-text("finalists")').waitFor();
    for (const id of ['search-periods', 'search-trials', 'search-islands'])
      expect([id, (await drawnPixels(site.page, `#${id}`)) > 500]).toEqual([id, true]);
    const rows = site.page.locator('[aria-label="Finalists"] tbody tr');
    expect(await rows.count()).toBe(opened.report!.finalists.length);
    expect(await site.page.locator('[aria-label="Openings of lock-boxes"] tbody tr').count()).toBe(1);
    expect(await site.page.title()).toBe('Discovery - Factor mining');
    expect(await seriousFaults(site.page)).toEqual([]);
  });

  test('a formula unfolds into a tree whose root holds every other node', async () => {
    await site.open('/discovery');
    const { nodes, sign } = opened.report!.finalists[0]!;
    const first = site.page.locator('.formulas details').first();
    await first.locator('summary').click();
    await first.locator('ul.tree > li > code').waitFor();
    expect(await first.locator('ul.tree > li').count()).toBe(1);
    expect(await first.locator('ul.tree li').count()).toBe(nodes + (sign < 0 ? 1 : 0));
  });

  test('a search that was stopped is chosen from the list and says how to continue', async () => {
    await site.open('/discovery');
    await site.page.locator(`[aria-label="Searches"] a:text-is("${stopped.slice(0, 12)}")`).click();
    await site.page.locator(`#search-answer p:has-text("discover resume ${stopped.slice(0, 12)}")`).waitFor();
    expect(await site.page.locator('#search-periods').isVisible()).toBe(false);
    expect(await site.page.locator('#search-islands').isVisible()).toBe(true);
  });

  test('nothing is cut at any width, and no page asks another host', async () => {
    for (const width of [1440, 1024, 390]) {
      await site.page.setViewportSize({ width, height: 900 });
      await site.open(`/discovery?search=${opened.id}`);
      const wide = await site.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([width, wide <= 0]).toEqual([width, true]);
    }
    expect(site.foreign).toEqual([]);
    expect(site.complaints).toEqual([]);
  });
});
