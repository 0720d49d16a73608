import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openWarehouse } from '@fm/warehouse';
import { openBrowser } from '../src/e2e/browser.ts';
import { serveDashboard } from '../src/index.ts';

/*
 * Pictures of every page of the dashboard over the warehouse of `FM_HOME` or `CLICKHOUSE_URL`.
 *
 *   node libs/visualization/scripts/screenshots.ts --all FOLDER  whole pages at three widths in light and dark
 *   node libs/visualization/scripts/screenshots.ts docs/images   the pictures of the README, first screens
 */
const all = process.argv[2] === '--all';
const target = process.argv[all ? 3 : 2] ?? (await mkdtemp(join(tmpdir(), 'fm-screenshots-')));
await mkdir(target, { recursive: true });

const warehouse = await openWarehouse();
const served = await serveDashboard({ warehouse, port: 0 });
const answer = await fetch(`${served.url}/api/v1/overview`);
if (!answer.ok) throw new Error(`${((await answer.json()) as { remedy: string }).remedy}`);
const { run, verdicts } = (await answer.json()) as { run: { run: string }; verdicts: { factor: string }[] };
const pages = {
  overview: '/',
  factor: `/factors/${verdicts[0]?.factor}`,
  compare: '/compare',
  runs: `/runs?run=${run.run}`,
  formula: '/formulas?formula=rank(close%20%2F%20delay(close%2C%2020)%20-%201)',
  data: '/data',
};
/** Pages of the README. */
const ofReadme = new Set(['overview', 'factor', 'compare', 'runs', 'data']);
const looks = all
  ? [1440, 1024, 390].flatMap((width) => [false, true].map((dark) => ({ width, dark })))
  : [{ width: 1440, dark: false }];

/** True when every chart that can be seen is drawn. */
const everyNearChart = `[...document.querySelectorAll('figure .chart')].every((chart) => {
  const { top, height } = chart.getBoundingClientRect();
  return height === 0 || top > innerHeight || chart.dataset.drawn !== undefined;
})`;

/** Waits until the charts are drawn; the pages forbid code from strings, so the browser cannot be told to wait by itself. */
async function drawn(page: Page): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await page.evaluate(everyNearChart)) return;
    await wait(100);
  }
  throw new Error(`The charts of ${page.url()} were not drawn within a minute.`);
}

/** Height of the page once everything on it is laid out. */
async function wholeHeight(page: Page): Promise<number> {
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: 12_000 });
  await drawn(page);
  return page.evaluate(`Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY)`);
}

for (const { width, dark } of looks) {
  const height = width === 390 ? 844 : 1000;
  const { context, close } = await openBrowser({ width, height, dark });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages).filter(([each]) => all || ofReadme.has(each))) {
    await page.goto(served.url + path);
    await page.locator('main[aria-busy=false]').waitFor();
    await page.locator('.sidebar li').first().waitFor({ state: 'attached' });
    const file = join(target, `${name}-${width}${dark ? '-dark' : ''}.png`);
    await page.setViewportSize({ width, height: all ? await wholeHeight(page) : height });
    await drawn(page);
    await page.screenshot({ path: file });
    await page.setViewportSize({ width, height });
    process.stderr.write(`${file}\n`);
  }
  await close();
}
await served.close();
await warehouse.close();
