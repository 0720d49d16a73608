import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mathJobs } from './math-jobs.ts';

/*
 * node scripts/bench/math-main.ts [JOB...]: seconds of the numerical core, beside the peers' in the same sitting. Each
 * peer job runs directly after ours, so that both meet the same load.
 */
const script =
  process.env['FM_BENCH_PEERS'] ?? fileURLToPath(new URL('../../../shared/bench/peers.py', import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((job) => !(job in mathJobs));
if (unknown.length > 0) {
  process.stderr.write(`unknown job ${unknown.join(', ')}; there are ${Object.keys(mathJobs).join(', ')}\n`);
  process.exit(2);
}

function peerSeconds(job: string): Record<string, number> {
  if (!existsSync(script)) return {};
  const run = spawnSync('/usr/bin/python3', [script, job], { encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(`the peers of ${job} did not run: ${run.stderr}\n`);
    return {};
  }
  return (JSON.parse(run.stdout) as Record<string, Record<string, number>>)[job]!;
}

const report = Object.fromEntries(
  Object.entries(mathJobs)
    .filter(([job]) => wanted.length === 0 || wanted.includes(job))
    .map(([job, run]) => {
      const seconds = run();
      const peers = peerSeconds(job);
      const fastest = Math.min(...Object.values(peers));
      return [job, { seconds, peers, ofFastestPeer: Number.isFinite(fastest) ? seconds / fastest : null }];
    }),
);
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
