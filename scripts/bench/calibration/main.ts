import { parseArgs } from 'node:util';
import { rejectionsOf, returnKinds, signalKinds, worthlessRuns, type Setting } from '@fm/mining/calibration';
import { tableOf } from './table.ts';

/*
 * npm run bench -- calibration: how often every test that the product shows rejects what is true, over 30 and 500 stocks,
 * a quarter, a year and ten years, and how often a run of 26 worthless factors believes one. Prints a table on standard
 * error as it goes and JSON at the end. The environment narrows it: FM_CALIBRATION_SAMPLES (3000), FM_CALIBRATION_STOCKS
 * (30,500), FM_CALIBRATION_SESSIONS (62,252,2520), FM_CALIBRATION_RUNS (400).
 */
const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: process.env['FM_CALIBRATION_SAMPLES'] ?? '3000' },
    stocks: { type: 'string', default: process.env['FM_CALIBRATION_STOCKS'] ?? '30,500' },
    sessions: { type: 'string', default: process.env['FM_CALIBRATION_SESSIONS'] ?? '62,252,2520' },
    runs: { type: 'string', default: process.env['FM_CALIBRATION_RUNS'] ?? '400' },
  },
});
const numbers = (text: string): number[] => text.split(',').map(Number);
const samples = Number(values.samples);

const settings = numbers(values.stocks).flatMap((stocks) =>
  numbers(values.sessions).flatMap((sessions) =>
    returnKinds.flatMap((returns) => signalKinds.map((signal): Setting => ({ stocks, sessions, returns, signal }))),
  ),
);

const sizes = settings.map((setting) => {
  const seconds = process.cpuUsage();
  const rejections = rejectionsOf(setting, samples, 1);
  const runs = Number(values.runs) === 0 ? undefined : worthlessRuns(setting, Number(values.runs), 1_000_000);
  process.stderr.write(`${tableOf(setting, rejections, runs)}\n`);
  return { setting, rejections, runs, seconds: process.cpuUsage(seconds).user / 1e6 };
});
process.stdout.write(`${JSON.stringify({ samples, sizes }, null, 2)}\n`);
