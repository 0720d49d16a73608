import { parseArgs } from 'node:util';
import { costCurves } from './curves.ts';
import { measureMine, withMarket, type Measured } from './measure.ts';

/*
 * node scripts/bench/mining/main.ts end-to-end [--stocks 500] [--days 5040] [--factors 26] [--ranges 60] [--length 252]
 * node scripts/bench/mining/main.ts curves
 */
const whole = { stocks: '500', days: '5040', factors: '26', ranges: '60', length: '252' };

function endToEnd(options: typeof whole): Promise<Measured> {
  const [stocks, days, factors, ranges, length] = [
    Number(options.stocks),
    Number(options.days),
    Number(options.factors),
    Number(options.ranges),
    Number(options.length),
  ];
  return withMarket(stocks, days, (home) => measureMine(home, { factors, stocks, days, ranges, length }));
}

const text = { type: 'string' } as const;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { stocks: text, days: text, factors: text, ranges: text, length: text },
});
const [part] = positionals;
if (part !== 'end-to-end' && part !== 'curves') {
  process.stderr.write('node scripts/bench/mining/main.ts end-to-end | curves\n');
  process.exit(2);
}
const report = part === 'curves' ? await costCurves() : await endToEnd({ ...whole, ...values });
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
