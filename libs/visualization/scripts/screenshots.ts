import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  data: '/data',
};
const looks = all
  ? [1440, 1024, 390].flatMap((width) => [false, true].map((dark) => ({ width, dark })))
  : [{ width: 1440, dark: false }];

for (const { width, dark } of looks) {
  const { context, close } = await openBrowser({ width, height: width === 390 ? 844 : 1000, dark });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(served.url + path);
    await page.locator('main[aria-busy=false]').waitFor();
    const file = join(target, `${name}-${width}${dark ? '-dark' : ''}.png`);
    await page.screenshot({ path: file, fullPage: all });
    process.stderr.write(`${file}\n`);
  }
  await close();
}
await served.close();
await warehouse.close();
