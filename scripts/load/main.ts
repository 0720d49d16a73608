/**
 * `npm run load -- [--minutes 10] [--connections 4] [FM_HOME]`: pages, charts, pictures, reports, refused requests, commands beside the
 * server and whole runs, again and again for ten minutes against one `fm serve`. Prints its memory at the start, in the
 * middle and at the end as JSON; ends with exit status 1 when a request failed or the memory of the second half grew.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { costOf } from '../bench/processes.ts';
import { serve } from '../bench/serve.ts';
import { askAgain, type Asked } from './repeated-requests.ts';
import { growth, memoryOf, type MemorySample } from './memory.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, connections: { type: 'string', default: '4' } },
});
const seconds = 60 * Number(values.minutes);
const fm = fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url));
const [given] = positionals;
const home = given ?? mkdtempSync(join(tmpdir(), 'fm-load-'));
const environment = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', FM_LOG_LEVEL: 'warn' };
if (given === undefined) await costOf(process.execPath, [fm, 'demo', '--format', 'json'], environment);

const { child, url } = await serve(environment);
const samples: MemorySample[] = [];
try {
  const end = performance.now() + 1000 * seconds;
  const asked: Asked = { requests: 0, commands: 0, failures: [] };
  const sample = async (): Promise<void> => {
    while (performance.now() < end) {
      samples.push(memoryOf(child.pid ?? 0, seconds - (end - performance.now()) / 1000));
      process.stderr.write(
        `${JSON.stringify(samples.at(-1))} ${asked.requests} requests, ${asked.commands} commands\n`,
      );
      await new Promise((resolve) => setTimeout(resolve, (1000 * seconds) / 40));
    }
  };
  const clients = Array.from({ length: Number(values.connections) }, (_, at) => askAgain(url, at, end, asked));
  await Promise.all([sample(), commandsAgain(end, asked), ...clients]);
  const grown = growth(samples);
  const middle = samples[Math.floor(samples.length / 2)];
  const memory = { start: samples[0], middle, end: samples.at(-1), grownInSecondHalf: grown };
  process.stdout.write(`${JSON.stringify({ ...asked, memory }, null, 2)}\n`);
  process.exitCode = asked.failures.length > 0 || grown > 0.1 ? 1 : 0;
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  if (given === undefined) rmSync(home, { recursive: true, force: true });
}

/** Commands that use the folder through the server, one after the other, with a run that no other asked for. */
async function commandsAgain(until: number, asked: Asked): Promise<void> {
  for (let round = 0; performance.now() < until; round += 1) {
    const [from, to] = [round, round + 365].map((days) =>
      new Date(Date.UTC(2016, 0, 1 + days)).toISOString().slice(0, 10),
    );
    const commands = [
      ['mine', '--universe', 'demonstration', '--factors', 'RSI14,ROC20', '--ranges', `${from}..${to}`],
      ['ingest', 'prices', join(home, 'demonstration/prices'), '--format', 'json'],
      ['export', 'factor-returns', '--output', join(home, 'load.csv')],
      ['results', '--format', 'json'],
    ];
    for (const command of commands) {
      if (performance.now() >= until) return;
      await costOf(process.execPath, [fm, ...command], environment).catch((thrown: unknown) =>
        asked.failures.push(String(thrown).slice(0, 400)),
      );
      asked.commands += 1;
    }
  }
}
