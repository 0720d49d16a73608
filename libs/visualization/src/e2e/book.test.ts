import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { weightings } from '../api/book-schemas.ts';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { mayWriteTo, mineWaves } from '../testing/mined-waves.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { openSite, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(`the book of a factor in Chromium${chromiumNote}`, () => {
  let site: Site;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const made = await temporaryWarehouse(false);
    remove = made.remove;
    await mineWaves(made.warehouse);
    site = await openSite({ over: made, permission: mayWriteTo(made.warehouse) });
  }, 120_000);
  afterAll(async () => {
    await site.close();
    await remove();
  });

  test('is made with the weights that were chosen, and says so', async () => {
    await site.open('/factors/ROC20');
    const choice = site.page.getByLabel('Weighted');
    expect(
      await choice.locator('option').evaluateAll((options) => options.map((one) => one.getAttribute('value'))),
    ).toEqual(['', ...weightings]);
    await choice.selectOption('min-variance');
    await site.page.getByRole('button', { name: 'Make the book' }).click();
    await site.page.locator('#book:has-text("min-variance weights")').waitFor();
    expect(await site.page.locator('#book figure').count()).toBeGreaterThan(0);
    expect(site.complaints).toEqual([]);
  });

  test('is not cut at any width', async () => {
    for (const width of [1440, 1024, 390]) {
      await site.page.setViewportSize({ width, height: 900 });
      const wide = await site.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([width, wide <= 0]).toEqual([width, true]);
    }
  });
});
