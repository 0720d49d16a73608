import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root, ServedUsers, type HostUser } from './served-users.ts';

const served = new ServedUsers();
const folder = mkdtempSync(join(tmpdir(), 'fm-reader-'));

/** Every line of docs/deploy.md that runs `fm`, without what npm needs. */
const documented = [...readFileSync(`${root}docs/deploy.md`, 'utf8').matchAll(/^npm run fm -- (.+)$/gm)].map(
  ([, line]) => line as string,
);

/** Prices of some stocks as Yahoo writes them, over the sessions of a year. */
function prices(symbol: number): string {
  const rows = Array.from({ length: 260 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + Math.floor(day / 5) * 7 + (day % 5))).toISOString().slice(0, 10);
    const close = (50 + 10 * Math.sin(day / (3 + symbol)) + day / 20).toFixed(2);
    return `${date},${close},${close},${close},${close},${close},1000`;
  });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n');
}

async function fm(user: HostUser, line: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [`${root}apps/fm/src/main.ts`, ...line.split(' ')], {
    env: { ...process.env, FM_HOME: folder, ...served.variables(user) },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, stdout, stderr };
}

describe('docs/deploy.md', () => {
  beforeAll(async () => {
    await served.start();
    expect(await fm('fm_reader', 'results')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('WAREHOUSE_NOT_MIGRATED'),
    });
    for (let symbol = 0; symbol < 6; symbol += 1) writeFileSync(join(folder, `S${symbol}.csv`), prices(symbol));
    expect(await fm('fm_writer', `ingest prices ${folder}`)).toMatchObject({ status: 0 });
    expect(await fm('fm_writer', 'mine --factors RSI14 --jobs 1')).toMatchObject({ status: 0 });
  }, 180_000);
  afterAll(async () => {
    await served.end();
    rmSync(folder, { recursive: true });
  });

  test('shows the commands that read', () => {
    expect(documented.length).toBeGreaterThanOrEqual(5);
  });

  test.each(documented)(
    'has a line that works for the user that only reads: fm %s',
    async (line) => {
      const { status, stdout, stderr } = await fm('fm_reader', line);
      expect(stderr).not.toMatch(/ACCESS_DENIED|READONLY/);
      expect(stdout + stderr).not.toBe('');
      expect(status).toBe(0);
    },
    60_000,
  );

  test.each(['quarantine dismiss 0', 'ingest prices .', 'mine --factors RSI14'])(
    'a command that writes is refused to the user that only reads: fm %s',
    async (line) => {
      expect((await fm('fm_reader', line)).stderr).toMatch(/ACCESS_DENIED|READONLY|Not enough privileges/);
    },
    60_000,
  );
});
