import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classic } from './classic.ts';
import { costOf } from './processes.ts';
import { realPrices } from './real-prices.ts';

const peers =
  process.env['FM_BENCH_PEERS'] ?? join(fileURLToPath(new URL('../../', import.meta.url)), '../shared/bench/peers.py');

/** Seconds of the same jobs with what a researcher would otherwise use, taken in the same sitting. */
function peerSeconds(jobs: readonly string[]): Record<string, Record<string, number>> {
  if (!existsSync(peers)) return {};
  const run = spawnSync('/usr/bin/python3', [peers, ...jobs], { encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(
      `the peers did not run (Debian: apt-get install python3-statsmodels python3-bottleneck python3-numba): ${run.stderr}\n`,
    );
    return {};
  }
  return JSON.parse(run.stdout) as Record<string, Record<string, number>>;
}

const classicSeconds = classic();
const classicPeers = peerSeconds(['classic'])['classic'] ?? {};
const mathScript = fileURLToPath(new URL('math-main.ts', import.meta.url));
const math = JSON.parse((await costOf(process.execPath, [mathScript], {})).output) as Record<string, unknown>;
const report = {
  ...math,
  classic: {
    seconds: classicSeconds,
    peers: classicPeers,
    timesFaster: Object.fromEntries(
      Object.entries(classicPeers).map(([peer, seconds]) => [peer, seconds / classicSeconds]),
    ),
  },
  realPrices: await realPrices(),
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
