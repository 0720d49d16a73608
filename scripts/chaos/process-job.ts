/** The mining job of the bundle `FM_CHAOS_JOB`, killed at a random point in a share of its attempts. */
import { createHash } from 'node:crypto';

const setting = JSON.parse(process.env['FM_CHAOS_KILLS'] ?? '{"seed":0,"share":0,"within":0}') as {
  readonly seed: number;
  readonly share: number;
  /** Milliseconds. */
  readonly within: number;
};
const names = ['AWS_BATCH_JOB_ARRAY_INDEX', 'AWS_BATCH_JOB_ATTEMPT'].map((name) => process.env[name] ?? '');
const identity = [setting.seed, process.argv[2], ...names].join('/');
const [chance = 0, when = 0] = createHash('sha256').update(identity).digest();
if (chance / 256 < setting.share) {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), (when / 256) * setting.within);
}
await import(process.env['FM_CHAOS_JOB'] ?? '');
