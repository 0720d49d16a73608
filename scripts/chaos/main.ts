/**
 * `npm run chaos -- [--runs 200] [--seed 1] [--lanes 2] [--only NAME,...]`: mines one small market again and again while processes are
 * killed, slices delivered twice, the server cut off and the disk filled. Ends with exit status 1 when a run was partial
 * and called itself succeeded, gave no reason, or could not be finished.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});
const report = await runChaos({
  runs: Number(values.runs),
  seed: Number(values.seed),
  lanes: Number(values.lanes),
  ...(values.only === undefined ? {} : { only: values.only.split(',') }),
  onRun: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.violations.length > 0 ? 1 : 0;
