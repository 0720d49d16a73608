import { parseArgs } from 'node:util';
import { returnKinds, signalKinds, worthlessCombinations } from '@fm/mining/calibration';
import { believingIn, cellsOf, powerIn, rejectionsIn } from './cells.ts';
import { openParts } from '../parts-store.ts';
import { misses, powerTable, tableOf } from './table.ts';

/*
 * npm run bench -- calibration [--samples 3000] [--runs 400] [--stocks 30,500] [--sessions 62,252,2520]
 *   [--returns iid,garch,serial] [--signals iid,persistent,fewValued] [--keep FILE] [--power 0.05,0.1,0.15] [--combine 100]
 *
 * How often every test that the product shows rejects what is true, over 30 and 500 stocks, a quarter, a year and ten years,
 * and how often a run of 26 worthless factors believes one; with --power instead, how often the test of a premium, and the
 * Newey-West test before it, tell premia of these sizes from zero; with --combine what combinations of so many worthless
 * signals earn, by each method. Prints a table on standard error as it goes, with 95 %
 * intervals and a star where a test misses its size, and JSON at the end.
 *
 * A sample is a market with four signals, and gives four p-values of most tests. Three thousand p-values decide; fewer are for a
 * look. Seeds are fixed. The whole takes days of one processor: --keep FILE keeps every hundred samples, so that a bench that was
 * stopped goes on, cells can be run one by one, and the files of several machines can be joined.
 */
const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '3000' },
    runs: { type: 'string', default: '400' },
    stocks: { type: 'string', default: '30,500' },
    sessions: { type: 'string', default: '62,252,2520' },
    returns: { type: 'string', default: returnKinds.join(',') },
    signals: { type: 'string', default: signalKinds.join(',') },
    keep: { type: 'string' },
    power: { type: 'string' },
    combine: { type: 'string' },
  },
});
const numbers = (text: string): number[] => text.split(',').map(Number);
const [samples, runs] = [Number(values.samples), Number(values.runs)];
const store = openParts(values.keep);
const cells = cellsOf(
  numbers(values.stocks),
  numbers(values.sessions),
  values.returns.split(','),
  values.signals.split(','),
);

function calibrated() {
  return cells.map((cell) => {
    const rejections = samples === 0 ? [] : rejectionsIn(store, cell, samples);
    const believed = runs === 0 ? undefined : believingIn(store, cell, runs);
    process.stderr.write(`${tableOf(cell, rejections, believed)}\n`);
    return { cell, rejections, missing: rejections.filter(misses).map(({ test }) => test), believed };
  });
}

function powers(premia: readonly number[]) {
  return cells.map((cell) => {
    const power = powerIn(store, cell, [0, ...premia], samples);
    process.stderr.write(`${powerTable(cell, power)}\n`);
    return { cell, power };
  });
}

function combined(signals: number) {
  return cells.map((cell) => ({ cell, combinations: worthlessCombinations(cell, signals, samples, 1) }));
}

const found =
  values.combine !== undefined
    ? combined(Number(values.combine))
    : values.power === undefined
      ? calibrated()
      : powers(numbers(values.power));
process.stdout.write(`${JSON.stringify({ samples, cells: found }, null, 2)}\n`);
