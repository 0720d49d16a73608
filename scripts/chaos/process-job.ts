/**
 * The mining job of the bundle `FM_CHAOS_JOB`, ended at a random point in a share of its attempts: killed, or asked to end
 * as a Spot interruption does. Each adds a line to the file of the setting.
 */
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';

const setting = JSON.parse(process.env['FM_CHAOS_KILLS'] ?? '{"seed":0,"share":0,"within":0,"file":"/dev/null"}') as {
  readonly seed: number;
  readonly share: number;
  /** Milliseconds. */
  readonly within: number;
  readonly file: string;
};
const names = ['AWS_BATCH_JOB_ARRAY_INDEX', 'AWS_BATCH_JOB_ATTEMPT'].map((name) => process.env[name] ?? '');
const identity = [setting.seed, process.argv[2], ...names].join('/');
const [chance = 0, when = 0, how = 0] = createHash('sha256').update(identity).digest();
if (chance / 256 < setting.share) {
  const end = () => {
    const signal = how % 3 === 0 ? 'SIGTERM' : 'SIGKILL';
    appendFileSync(setting.file, `${identity} ${signal}\n`);
    process.kill(process.pid, signal);
  };
  setTimeout(end, (when / 256) * setting.within).unref();
}
await import(process.env['FM_CHAOS_JOB'] ?? '');
