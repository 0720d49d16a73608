import { parseArgs } from 'node:util';
import { costCurves } from './curves.ts';
import { measureMine, withMarket, type Measured, type Size } from './measure.ts';

/*
 * node scripts/bench/mining/main.ts end-to-end [--stocks 500] [--days 5040] [--factors 26] [--ranges 60] [--length 252]
 * node scripts/bench/mining/main.ts jobs [the same]
 * node scripts/bench/mining/main.ts curves
 */
const whole = { stocks: '500', days: '5040', factors: '26', ranges: '60', length: '252' };

function sizeOf({ stocks, days, factors, ranges, length }: typeof whole): Size {
  return {
    stocks: Number(stocks),
    days: Number(days),
    factors: Number(factors),
    ranges: Number(ranges),
    length: Number(length),
  };
}

function endToEnd(size: Size): Promise<Measured> {
  return withMarket(size.stocks, size.days, (home) => measureMine(home, size));
}

/** The same run with one job and with two, in one sitting, and how many times as fast two are. */
function jobs(size: Size): Promise<{ runs: readonly Measured[]; twoJobs: number }> {
  return withMarket(size.stocks, size.days, async (home) => {
    const one = await measureMine(home, size, { jobs: 1, costBasisPoints: 11 });
    const two = await measureMine(home, size, { jobs: 2, costBasisPoints: 12 });
    return { runs: [one, two], twoJobs: one.seconds / two.seconds };
  });
}

const text = { type: 'string' } as const;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { stocks: text, days: text, factors: text, ranges: text, length: text },
});
const [part] = positionals;
const size = sizeOf({ ...whole, ...values });
const parts: Readonly<Record<string, () => Promise<object>>> = {
  'end-to-end': () => endToEnd(size),
  jobs: () => jobs(size),
  curves: costCurves,
};
const run = parts[part ?? ''];
if (run === undefined) {
  process.stderr.write(`node scripts/bench/mining/main.ts ${Object.keys(parts).join(' | ')}\n`);
  process.exit(2);
}
const report = await run();
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
