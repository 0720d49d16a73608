import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunsPageBody, StartedBody } from '../api/operation-schemas.ts';
import { type Browser, chromiumNote, chromiumPath, openBrowser } from './browser.ts';
import { fmProgram } from './mined-site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

/** Prices of a stock in Yahoo's CSV, 200 sessions. */
function pricesOf(stock: number): string {
  const rows = Array.from({ length: 200 }, (_, day) => {
    const date = new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10);
    const close = (50 + stock * 7 + 6 * Math.sin(day / (3 + stock)) + day / 40).toFixed(4);
    return [date, close, close, close, close, close, 1000 + day].join(',');
  });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n');
}

inBrowser(`a run started from the page of fm serve${chromiumNote}`, () => {
  let home: string;
  let server: ChildProcess;
  let url = '';
  let browser: Browser;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'fm-start-run-'));
    const folder = join(home, 'prices');
    await mkdir(folder);
    for (let stock = 0; stock < 6; stock++) await writeFile(join(folder, `ST${'ABCDEF'[stock]}.csv`), pricesOf(stock));
    const env = { ...process.env, FM_HOME: join(home, 'data'), CLICKHOUSE_URL: '', FM_LOG_LEVEL: 'warn' };
    await promisify(execFile)(process.execPath, [fmProgram(), 'ingest', 'prices', folder], { env });
    server = spawn(process.execPath, [fmProgram(), 'serve', '--port', '0'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    for await (const line of createInterface({ input: server.stderr as NodeJS.ReadableStream })) {
      url = /dashboard at (http:\S+)/.exec(line)?.[1] ?? '';
      if (url !== '') break;
    }
    server.stderr?.resume();
  }, 180_000);
  afterAll(async () => {
    server.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  beforeEach(async () => {
    browser = await openBrowser();
  });
  afterEach(() => browser.close());

  test('that dies before it is recorded is reported, with what to do, and is no longer waited for', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${url}/runs`);
    await page.getByText('Start a run', { exact: true }).click();
    const fields = { factors: 'ROC20', ranges: '2023-03-01..2023-07-10', jobs: '2' };
    for (const [name, value] of Object.entries(fields)) await page.fill(`form.start input[name=${name}]`, value);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const { run, id, command } = (await (await answered).json()) as StartedBody;
    process.kill(Number(id), 'SIGKILL');

    const told = page.getByRole('alert');
    await told.getByText('ended before it was recorded').waitFor({ timeout: 60_000 });
    const text = await told.textContent();
    for (const part of [run, 'signal SIGKILL', 'start again', command]) expect(text).toContain(part);
    expect(command).toMatch(/--factors ROC20 .*--jobs 2$/);
    let asked = 0;
    page.on('request', () => (asked += 1));
    await wait(7000);
    expect(asked).toBe(0);
  }, 180_000);

  test.each([
    ['jobs', '65', 'jobs "65" is not a whole number from 1 to 64'],
    ['jobs', 'many', 'jobs "many" is not a whole number from 1 to 64'],
    ['winsorise', '0.5', 'winsorise'],
    ['neutralise', 'size', 'fm ingest sec-filing'],
    ['neutralise', 'group', 'fm ingest groups'],
  ])('with %s %j is answered with what may be written, and starts nothing', async (name, value, answer) => {
    const page = await browser.context.newPage();
    await page.goto(`${url}/runs`);
    await page.getByText('Start a run', { exact: true }).click();
    await page.fill(`form.start input[name=ranges]`, '2023-03-01..2023-07-10');
    await page.fill(`form.start input[name=${name}]`, value);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('alert').getByText(answer).first().waitFor({ timeout: 60_000 });
    expect(await page.inputValue(`form.start input[name=${name}]`)).toBe(value);
    const { total } = (await (await fetch(`${url}/api/v1/runs`)).json()) as RunsPageBody;
    expect(total).toBe(0);
  });

  test('is mined as it was cut, is listed, and is shown as the latest complete one; the server then ends in peace', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${url}/runs`);
    await page.getByText('Start a run', { exact: true }).click();
    const asked = {
      factors: 'RSI14,ROC20',
      ranges: '2023-03-01..2023-07-10',
      groups: '2',
      thread_no: '2',
      parallel_m: '3',
      jobs: '2',
      winsorise: '0.1',
      neutralise: 'sector',
    };
    for (const [name, value] of Object.entries(asked)) await page.fill(`form.start input[name=${name}]`, value);
    const start = page.getByRole('button', { name: 'Start', exact: true });
    await start.click();
    await page.getByRole('alert').getByText('"sector" (known: size').waitFor({ timeout: 60_000 });
    await page.fill('form.start input[name=neutralise]', '');
    await start.click();
    await page.getByText('Started run').waitFor({ timeout: 60_000 });
    await page.getByText('Slices of run').waitFor({ timeout: 60_000 });
    expect(await page.getByRole('alert').count()).toBe(0);

    const run = await finishedRun();
    expect(run).toMatchObject({ status: 'succeeded', threadNo: 2, parallelM: 3, jobs: 2, error: '' });
    expect(run.command).toMatch(/--factors RSI14,ROC20 .*--winsorise 0.1 --thread-no 2 --parallel-m 3 --jobs 2/);
    expect(new URL(page.url()).searchParams.get('run')).toBe(run.run);
    await page.goto(`${url}/`);
    await page.locator('#results-count:text-is("2 results")').waitFor({ timeout: 60_000 });
    expect(await page.locator('.about').textContent()).toContain(run.run);
    await browser.close();

    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 300_000);

  async function finishedRun(): Promise<RunsPageBody['rows'][number]> {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = (await (await fetch(`${url}/api/v1/runs`)).json()) as RunsPageBody;
      const [run] = rows;
      if (run !== undefined && run.status !== 'running' && run.finishedAt !== null) return run;
      await wait(500);
    }
    throw new Error('The run did not finish.');
  }
});
