import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Warehouse } from '@fm/warehouse';
import { serveDashboard, type StartPermission } from '../index.ts';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { openBrowser } from './browser.ts';

/** A served dashboard with a browser that watches what its pages do. */
export interface Site {
  readonly url: string;
  readonly page: Page;
  /** Requests to any other host. */
  readonly foreign: string[];
  /** Errors and warnings of the console, uncaught errors. */
  readonly complaints: string[];
  /** Opens an address of the dashboard and waits until the page is complete. */
  open(path: string): Promise<void>;
  /** Waits until the page has shown what was asked last. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** False serves an empty warehouse. @default true */
  readonly fill?: boolean;
  readonly width?: number;
  readonly dark?: boolean;
  /** Who may start and name runs. @default nobody */
  readonly permission?: StartPermission;
  /** A warehouse to serve in place of the fixture, and what removes it. */
  readonly over?: { readonly warehouse: Warehouse; readonly remove: () => Promise<void> };
}

/** Serves the fixture, an empty warehouse or a given one to a Chromium of its own. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const { warehouse, remove } = options.over ?? (await temporaryWarehouse(options.fill ?? true));
  const served = await serveDashboard({
    warehouse,
    port: 0,
    ...(options.permission && { permission: options.permission }),
  });
  const browser = await openBrowser(options).catch(async (thrown: unknown) => {
    await served.close();
    if (options.over === undefined) await remove();
    throw thrown;
  });
  const page = await browser.context.newPage();
  page.setDefaultTimeout(60_000);
  const [foreign, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${served.url}/`) && !/^(data|blob):/.test(request.url()))
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const settled = async () => {
    await page.locator('main[aria-busy=false]').waitFor();
    // What cannot be seen is filled a frame later.
    await page.locator('.later').waitFor({ state: 'detached' });
  };
  return {
    url: served.url,
    page,
    foreign,
    complaints,
    settled,
    open: async (path) => {
      await page.goto(served.url + path);
      await settled();
    },
    close: async () => {
      await browser.close();
      await served.close();
      await remove();
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Faults that axe-core calls serious or critical, as `rule: elements`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
}

/** How many pixels of the chart of a figure differ from its corner, once it is scrolled to: zero when nothing is drawn. */
export async function drawnPixels(page: Page, selector: string): Promise<number> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  await page.locator(`${selector} .chart[data-drawn]`).waitFor();
  return page.evaluate(`(() => {
    const canvas = document.querySelector(${JSON.stringify(`${selector} canvas`)});
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 4; at < data.length; at += 4) if (data[at] !== data[0] || data[at + 1] !== data[1]) count++;
    return count;
  })()`);
}
