import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '@fm/warehouse';
import { openBrowser } from '../src/e2e/browser.ts';
import { serveDashboard } from '../src/index.ts';

/*
 * Pictures of every page of the dashboard over the warehouse of `FM_HOME` or `CLICKHOUSE_URL`, at three widths.
 *
 *   node libs/visualization/scripts/screenshots.ts              into a new temporary folder, whole pages
 *   node libs/visualization/scripts/screenshots.ts docs/images  the pictures of the README, first screens
 */
const folder = process.argv[2];
const target = folder ?? (await mkdtemp(join(tmpdir(), 'fm-screenshots-')));
await mkdir(target, { recursive: true });

const warehouse = await openWarehouse();
const served = await serveDashboard({ warehouse, port: 0 });
const answer = await fetch(`${served.url}/api/v1/overview`);
if (!answer.ok) throw new Error(`${((await answer.json()) as { remedy: string }).remedy}`);
const { options } = (await answer.json()) as { options: { factors: { name: string }[] } };
const pages = {
  overview: '/',
  factor: `/factors/${options.factors[0]?.name}`,
  compare: '/compare',
  runs: '/runs',
  data: '/data',
};

for (const width of [1440, 1024, 390]) {
  const { context, close } = await openBrowser({ width, height: width === 390 ? 844 : 1180, dark: width === 1024 });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(served.url + path);
    await page.locator('main[aria-busy=false]').waitFor();
    const file = join(target, `${name}-${width}.png`);
    await page.screenshot({ path: file, fullPage: folder === undefined });
    process.stderr.write(`${file}\n`);
  }
  await close();
}
await served.close();
await warehouse.close();
