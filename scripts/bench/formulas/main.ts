import { Evaluator, ExpressionPool, parseFormula, type Panels } from '@fm/expressions';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { costliest, measureKernels } from './kernel-costs.ts';
import { peerSeconds } from './peers.ts';
import { syntheticPanels } from './synthetic-panels.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const alpha101File = join(data, 'formula-truth/alpha101.txt');

/** The ten formulas of the peers' job `formulas`. */
const ten = [
  '-correlation(rank(delta(log(volume), 2)), rank((close - open) / open), 6)',
  '-correlation(rank(open), rank(volume), 10)',
  '-ts_rank(rank(low), 9)',
  '-correlation(open, volume, 10)',
  '-rank(covariance(rank(close), rank(volume), 5))',
  'rank(delta(close, 5) / stddev(close, 20))',
  'rank(decay_linear(delta(close, 5), 10))',
  '-sum(correlation(rank(high), rank(volume), 3), 3)',
  'rank(ts_argmax(ts_returns(close, 1), 20))',
  '(close - open) / (high - low + 0.001)',
];

/** What an evaluation cost: wall and processor seconds, and how much memory the process then had. */
interface Cost {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly residentMiB: number;
  readonly values: number;
}

/** From text to values: parses, plans and evaluates; where they are not kept, values go to a receiver that adds them up. */
function evaluateAll(
  texts: readonly string[],
  panels: Panels,
  threads: number,
  options: { readonly keep: boolean; readonly memoryBytes?: number },
): Cost {
  const { keep, memoryBytes } = options;
  const evaluator = new Evaluator(threads);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const pool = new ExpressionPool();
  const roots = texts.map((text) => parseFormula(text, { pool }).expression);
  let values = 0;
  const count = (block: Float64Array): void => {
    for (let at = 0; at < block.length; at += 64) if (block[at] === block[at]) values++;
  };
  if (keep) evaluator.evaluate(roots, panels, { memoryBytes }).forEach(count);
  else evaluator.evaluateInBlocks(roots, panels, ({ values: blocks }) => blocks.forEach(count), { memoryBytes });
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  void evaluator.close();
  return {
    seconds,
    processorSeconds: (used.user + used.system) / 1e6,
    residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
    values,
  };
}

const alpha101 = (): string[] =>
  readFileSync(alpha101File, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const gibibyte = 2 ** 30;

/*
 * node scripts/bench/formulas/main.ts [JOB...]: the formula engine from text to values, beside the peers in the same
 * sitting. The 101 formulas are read from the real data. The job `large` runs when it is named: it takes minutes.
 */
const jobs: Readonly<Record<string, () => unknown>> = {
  ten: () => {
    const panels = syntheticPanels(1260, 500);
    const runs = [1, 2].map((threads) =>
      Array.from({ length: 3 }, () => evaluateAll(ten, panels, threads, { keep: true })).reduce((a, b) =>
        b.seconds < a.seconds ? b : a,
      ),
    );
    return { one: runs[0], two: runs[1], peers: peerSeconds('formulas') };
  },
  alpha101: () => {
    const panels = syntheticPanels(5040, 500);
    const received = [1, 2].map((threads) => evaluateAll(alpha101(), panels, threads, { keep: false }));
    const kept = evaluateAll(alpha101(), panels, 2, { keep: true, memoryBytes: 3 * gibibyte });
    const timesFaster = received[0]!.seconds / received[1]!.seconds;
    return { received: { one: received[0], two: received[1], timesFaster }, keptByTwo: kept };
  },
  wide: () => evaluateAll(alpha101(), syntheticPanels(261, 4000), 2, { keep: true, memoryBytes: 3 * gibibyte }),
  sharing: () => {
    const panels = syntheticPanels(1260, 500);
    const pool = new ExpressionPool();
    const roots = alpha101().map((text) => parseFormula(text, { pool }).expression);
    const evaluator = new Evaluator();
    const secondsOf = (work: () => unknown): number => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    evaluator.evaluate(roots, panels);
    const together = secondsOf(() => evaluator.evaluate(roots, panels));
    const oneByOne = secondsOf(() => roots.forEach((root) => evaluator.evaluate([root], panels)));
    return { together, oneByOne, share: together / oneByOne };
  },
  kernels: () => {
    const costs = measureKernels();
    evaluateAll(alpha101(), syntheticPanels(640, 500), 1, { keep: false });
    return costliest(costs);
  },
  large: () => evaluateAll(alpha101(), syntheticPanels(7560, 3000), 2, { keep: false, memoryBytes: 1.5 * gibibyte }),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((job) => !(job in jobs));
if (unknown.length > 0) {
  process.stderr.write(`unknown job ${unknown.join(', ')}; there are ${Object.keys(jobs).join(', ')}\n`);
  process.exit(2);
}
const report: Record<string, unknown> = {};
for (const [job, run] of Object.entries(jobs)) {
  if (wanted.length === 0 ? job === 'large' : !wanted.includes(job)) continue;
  const isReadable = job === 'ten' || existsSync(alpha101File);
  report[job] = isReadable ? run() : `skipped: there is no ${alpha101File}`;
}
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
