import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script =
  process.env['FM_BENCH_PEERS'] ?? fileURLToPath(new URL('../../../../shared/bench/peers.py', import.meta.url));

/** Seconds of a job with what a researcher would otherwise use, in the same sitting; none where that is not installed. */
export function peerSeconds(job: string): Record<string, number> {
  if (!existsSync(script)) return {};
  const run = spawnSync('/usr/bin/python3', [script, job], { encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(`the peers of ${job} did not run: ${run.stderr}\n`);
    return {};
  }
  return (JSON.parse(run.stdout) as Record<string, Record<string, number>>)[job]!;
}
