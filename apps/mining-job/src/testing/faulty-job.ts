/**
 * The mining job of the bundle `FM_TEST_JOB` with faults: `FM_TEST_FAULTS` is a JSON list of {@link Fault}; an attempt that
 * none of them names runs as it is.
 */
interface Fault {
  readonly command: string;
  /** Place in the array. @default every one */
  readonly index?: number;
  /** Attempts that fail, from the first. */
  readonly attempts: number;
  /** `kill`: SIGKILL at once; `kill-later`: after the given milliseconds of work; `hang`: never ends. */
  readonly how: 'kill' | 'kill-later' | 'hang';
  readonly milliseconds?: number;
}

const [command] = process.argv.slice(2);
const attempt = Number(process.env['AWS_BATCH_JOB_ATTEMPT'] ?? 1);
const index = Number(process.env['AWS_BATCH_JOB_ARRAY_INDEX'] ?? 0);
const faults = JSON.parse(process.env['FM_TEST_FAULTS'] ?? '[]') as Fault[];
const fault = faults.find(
  (one) => one.command === command && (one.index === undefined || one.index === index) && attempt <= one.attempts,
);
const kill = () => process.kill(process.pid, 'SIGKILL');

if (fault?.how === 'kill') kill();
if (fault?.how === 'hang') setInterval(() => undefined, 1000);
else {
  if (fault?.how === 'kill-later') setTimeout(kill, fault.milliseconds);
  await import(process.env['FM_TEST_JOB'] ?? '');
}
