import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Evidence, Kept } from '../api/formula-schemas.ts';
import type { RunsPageBody } from '../api/operation-schemas.ts';
import type { SummaryPageBody } from '../api/schemas.ts';
import { type Browser, chromiumNote, chromiumPath, openBrowser } from './browser.ts';
import { fmProgram } from './mined-site.ts';
import { seriousFaults } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const run = promisify(execFile);

/** Prices of a stock in Yahoo's CSV, 300 sessions. */
function pricesOf(stock: number): string {
  const rows = Array.from({ length: 420 }, (_, day) => new Date(Date.UTC(2022, 0, 3 + day)))
    .filter((date) => ![0, 6].includes(date.getUTCDay()))
    .map((date, t) => {
      const close = (50 + stock * 7 + 6 * Math.sin(t / (3 + stock)) + t / 40).toFixed(4);
      return [date.toISOString().slice(0, 10), close, close, close, close, close, 1000 + t].join(',');
    });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n');
}

inBrowser(`a formula on its page${chromiumNote}`, () => {
  let folder: string;
  let server: ChildProcess;
  let url = '';
  let browser: Browser;
  const env = (home: string) => ({
    ...process.env,
    FM_HOME: join(folder, home),
    CLICKHOUSE_URL: '',
    FM_LOG_LEVEL: 'warn',
  });
  const fm = (home: string, ...args: string[]) => run(process.execPath, [fmProgram(), ...args], { env: env(home) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fm-formula-page-'));
    const prices = join(folder, 'prices');
    await mkdir(prices);
    for (let stock = 0; stock < 6; stock++) await writeFile(join(prices, `ST${'ABCDEF'[stock]}.csv`), pricesOf(stock));
    await fm('mine', 'ingest', 'prices', prices);
    await fm('theirs', 'ingest', 'prices', prices);
    server = spawn(process.execPath, [fmProgram(), 'serve', '--port', '0', '--no-open'], {
      env: env('mine'),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    for await (const line of createInterface({ input: server.stderr as NodeJS.ReadableStream })) {
      url = /dashboard at (http:\S+)/.exec(line)?.[1] ?? '';
      if (url !== '') break;
    }
    server.stderr?.resume();
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('is mended by the message, looked at, kept, mined, and added elsewhere with the same hash and numbers', async () => {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${url}/formulas`);
    const editor = page.getByRole('textbox', { name: 'Formula' });
    await editor.click();
    await page.keyboard.type('close / dela');
    await page.getByRole('option', { name: /^delay/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type('q(close, 20) - 1');
    await page.getByText('Did you mean delay?').first().waitFor();
    expect(await page.locator('.caret').textContent()).toMatch(/close \/ delaq\(close, 20\) - 1\n +\^{5}/);
    expect(await page.getByRole('button', { name: 'Keep as factor' }).isDisabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);

    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('close / delay(close, 20) - 1');
    await page.keyboard.press('Escape');
    await page.getByText('ts_returns(close, 20)').waitFor();
    expect(await page.locator('.formula-facts').textContent()).toContain('20 sessions');
    const looked = page.waitForResponse((response) => response.url().endsWith('/evidence'));
    await page.getByRole('button', { name: 'Show evidence' }).click();
    const evidence = (await (await looked).json()) as Evidence;
    await page.getByText('6 stocks, 300 sessions').waitFor();

    await page.getByLabel('Name').fill('mom');
    const answered = page.waitForResponse((response) => response.url().endsWith('/kept'));
    await page.getByRole('button', { name: 'Keep as factor' }).click();
    const kept = (await (await answered).json()) as Kept;
    expect(kept.hash).toBe(evidence.hash);
    await page.locator('.kept-buttons').getByRole('button', { name: 'mom' }).waitFor();
    await page.getByRole('button', { name: 'Mine', exact: true }).click();
    await page.getByText('Started run').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();

    const mined = await minedRun();
    expect(mined.command).toContain("--formula 'mom = close / delay(close, 20) - 1'");
    const { rows } = (await (await fetch(`${url}/api/v1/summaries?run=${mined.run}`)).json()) as SummaryPageBody;
    const sample = rows.find(({ factor, role }) => factor === 'mom' && role === 'sample');
    expect(sample?.statistics).toMatchObject({
      ic21Mean: evidence.statistics['ic21Mean'],
      premiumT: evidence.statistics['premiumT'],
      turnover: evidence.statistics['turnover'],
    });

    const exported = await (await fetch(`${url}/api/v1/formulas/export`)).text();
    await writeFile(join(folder, 'mom.yaml'), exported);
    expect((await fm('theirs', 'factors', 'add', '--formulas', join(folder, 'mom.yaml'))).stdout).toBe(
      `mom  ${kept.hash}\n`,
    );
    const theirs = await fm('theirs', 'mine', '--factors', 'mom', '--format', 'json');
    expect((JSON.parse(theirs.stdout) as { run: { id: string } }).run.id).toBe(mined.run);
  }, 400_000);

  test('of another site is refused, and a formula that cannot be used is answered with what to do', async () => {
    const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${url}/api/v1/formulas/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const formula = 'close';
    const foreign = await ask('kept', { formula, name: 'theirs' }, { origin: 'http://elsewhere.example' });
    expect(foreign.status).toBe(403);
    const unknown = await ask('evidence', { formula: 'rank(values:nothing)' });
    expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('fm ingest factor-values')]);
    const taken = await ask('kept', { formula, name: 'ROC20' });
    expect([taken.status, await taken.text()]).toEqual([400, expect.stringContaining('catalogue')]);
  }, 120_000);

  async function minedRun(): Promise<RunsPageBody['rows'][number]> {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = (await (await fetch(`${url}/api/v1/runs`)).json()) as RunsPageBody;
      const found = rows.find(({ finishedAt }) => finishedAt !== null);
      if (found !== undefined) return found;
      await wait(500);
    }
    throw new Error('The run did not finish.');
  }
});
