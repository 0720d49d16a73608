import { sliceMemory } from './memory.ts';
import { sliceTimes } from './times.ts';

/* node scripts/bench/slices/main.ts [times|memory]: both, or one of them. */
const [part] = process.argv.slice(2);
const report = {
  ...(part === 'memory' ? {} : { times: await sliceTimes() }),
  ...(part === 'times' ? {} : { memory: await sliceMemory() }),
};
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
