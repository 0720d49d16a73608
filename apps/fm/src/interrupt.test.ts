import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { listRunOverviews, readAttempts, type RunOverview } from '@fm/mining';
import { resultHashes } from '@fm/results/read';
import { openWarehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { newHomes } from './testing/new-homes.ts';
import { fmProgram, runFm } from './testing/run-fm.ts';

const request = ['--factors', 'ROC20,RSI14,RSI28,TradingVolume,Rm_Rf', '--ranges', 'rolling:60:10', '--format', 'csv'];
const cut = ['--thread-no', '7', '--parallel-m', '6'];
const patience = 400_000;
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;
const onTerminals = hasTerminal ? '' : ' (skipped: needs script of util-linux)';

interface Found {
  readonly run: RunOverview;
  readonly hashes: Readonly<Record<string, string>>;
  /** Slices that were finished more than once. */
  readonly doneTwice: readonly string[];
}

describe('a run of fm that is stopped', () => {
  const newHome = newHomes('interrupt', wavePrices(30, '2014-01-01', 1800));
  let whole: Found;
  let printed: string;

  beforeAll(async () => {
    const home = await newHome();
    const run = runFm(home, 'mine', ...request);
    expect(run.status).toBe(0);
    printed = run.stdout;
    whole = await found(home);
  }, patience);

  /** Gives the same command again and expects what a run that was never stopped finds, with nothing done twice. */
  async function continues(home: string, ...command: string[]): Promise<void> {
    const before = await found(home);
    expect(before.run.status).not.toBe('succeeded');
    const again = runFm(home, ...command);
    expect({ status: again.status, stdout: again.stdout }).toEqual({ status: 0, stdout: printed });
    const after = await found(home);
    expect(after.run).toMatchObject({ id: whole.run.id, status: 'succeeded' });
    expect(after.hashes).toEqual(whole.hashes);
    expect(after.doneTwice).toEqual([]);
  }

  (hasTerminal ? test : test.skip)(
    `by Ctrl-C on a terminal shows how far it was, for how long, and for how long still, and says how to continue${onTerminals}`,
    async () => {
      const home = await newHome();
      const command = ['mine', ...request, ...cut];
      const terminal = onTerminal(home, command);
      // The second factor is begun: later, what is computed may be whole before any of it is in the warehouse.
      await terminal.shows(/left \| RSI14/);
      terminal.type('\u0003');
      const { status, text } = await terminal.ended;
      expect(text).toMatch(/\d+% \| [1-9]\d*\/\d+ slices \| \d[^|]* s, \d[^|]* left \| \w+/);
      expect(text).toContain('INTERRUPTED');
      expect(text).toContain('Give the same command again');
      expect(status).toBe(1);
      const stopped = await found(home);
      expect(stopped.run).toMatchObject({ status: 'failed' });
      expect(stopped.run.error).toContain('INTERRUPTED');
      expect(stopped.run.slicesDone).toBeGreaterThan(0);
      await continues(home, ...command);
    },
    patience,
  );

  test(
    'by SIGTERM with two jobs keeps what is done',
    async () => {
      const home = await newHome();
      const command = ['mine', ...request, ...cut, '--jobs', '2'];
      const child = begin(home, command);
      await untilSomeAreBegun(home);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([1, null]);
      expect((await found(home)).run).toMatchObject({ status: 'failed' });
      await continues(home, ...command);
    },
    patience,
  );

  test(
    'by SIGTERM in the middle of the workflow ends its jobs',
    async () => {
      const home = await newHome();
      const command = ['mine', ...request, '--workflow', '--jobs', '2'];
      const child = begin(home, command);
      await untilSomeAreBegun(home);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([1, null]);
      const attempts = await attemptsOf(home);
      for (const { pid } of attempts) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
      await continues(home, ...command);
    },
    patience,
  );
});

function begin(home: string, command: readonly string[]): ChildProcess {
  return spawn(process.execPath, [fmProgram(), ...command], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
    stdio: 'ignore',
  });
}

/** Waits, through the process that holds the folder, until it has recorded that it works on slices. */
async function untilSomeAreBegun(home: string): Promise<void> {
  while (!existsSync(join(home, 'endpoint.json'))) await wait(50);
  const warehouse = await openWarehouse({ home });
  try {
    for (;;) {
      const [run] = await listRunOverviews(warehouse);
      if (run?.status === 'succeeded') throw new Error('the run ended before it could be stopped');
      if ((run?.attempts ?? 0) > 0) return;
      await wait(20);
    }
  } finally {
    await warehouse.close();
  }
}

async function found(home: string): Promise<Found> {
  const warehouse = await openWarehouse({ home });
  try {
    const [run] = await listRunOverviews(warehouse);
    if (run === undefined) throw new Error('no run was recorded');
    const attempts = (await readAttempts(warehouse, run.id)).filter(({ status }) => status === 'succeeded');
    const ids = attempts.map(({ sliceId }) => sliceId);
    const doneTwice = ids.filter((id, at) => ids.indexOf(id) !== at);
    return { run, hashes: await resultHashes(warehouse, run.id), doneTwice };
  } finally {
    await warehouse.close();
  }
}

async function attemptsOf(home: string): Promise<readonly { readonly pid: number }[]> {
  const warehouse = await openWarehouse({ home });
  try {
    return await warehouse.query<{ pid: number }>('SELECT DISTINCT pid FROM run_attempts FINAL');
  } finally {
    await warehouse.close();
  }
}

/** Runs fm on a terminal of its own, by `script` of util-linux. */
function onTerminal(home: string, command: readonly string[]) {
  // Replaces the shell: one that waits for its last command is ended by the same Ctrl-C and says 130 whatever that said.
  const line = `exec ${[process.execPath, fmProgram(), ...command].map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
  const ended = new Promise<{ status: number | null; text: string }>((resolve) =>
    child.once('close', (status) => resolve({ status, text })),
  );
  return {
    type: (keys: string) => child.stdin.write(keys),
    ended,
    shows: async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        if (child.exitCode !== null) throw new Error(`ended without showing ${pattern.source}: ${text}`);
        await wait(20);
      }
    },
  };
}
