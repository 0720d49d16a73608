import type { FormulaLibrary } from './library.ts';
import { publishedFactors, type PublishedRow } from './published.ts';

const turnover = 'volume / shares';

/** Sessions without trade, with turnover to break ties, as days of a month. */
function untraded(days: number): string {
  return `(ts_count(volume == 0, ${days}) + 1 / (480000 * ts_sum(${turnover}, ${days}))) * 21 / ${days}`;
}

/** Corwin and Schultz (2012), A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices: equations 14 and 18. */
function highLowSpread(days: number): string {
  const twoDays = 'log(high / low) ^ 2 + log(delay(high, 1) / delay(low, 1)) ^ 2';
  const together = 'log(max(high, delay(high, 1)) / min(low, delay(low, 1))) ^ 2';
  const divisor = '(3 - 2 * sqrt(2))';
  const alpha = `(sqrt(2 * (${twoDays})) - sqrt(${twoDays})) / ${divisor} - sqrt(${together} / ${divisor})`;
  return `ts_mean(max(0, 2 * tanh((${alpha}) / 2)), ${days}, min=12)`;
}

const rows: readonly PublishedRow[] = [
  [
    'Illiquidity',
    1,
    'Amihud',
    2002,
    1964,
    1997,
    6.6,
    'Mean of the absolute return for the value traded, over a year.',
    'ts_mean(abs(returns) / dollar_volume, 252, min=200)',
  ],
  ['zerotrade1M', 1, 'Liu', 2006, 1960, 2003, 3.46, 'Sessions of a month without trade.', untraded(21)],
  ['zerotrade6M', 1, 'Liu', 2006, 1960, 2003, 4.06, 'Sessions of six months without trade.', untraded(126)],
  ['zerotrade12M', 1, 'Liu', 2006, 1960, 2003, 4.4, 'Sessions of a year without trade.', untraded(252)],
  [
    'DolVol',
    -1,
    'Brennan, Chordia and Subrahmanyam',
    1998,
    1966,
    1995,
    2.86,
    'Logarithm of the value traded in the month before last.',
    'log(delay(ts_sum(dollar_volume, 21), 42))',
  ],
  [
    'ShareVol',
    -1,
    'Datar, Naik and Radcliffe',
    1998,
    1962,
    1991,
    8.86,
    'Turnover of three months.',
    `ts_mean(${turnover}, 63)`,
  ],
  [
    'std_turn',
    -1,
    'Chordia, Subrahmanyam and Anshuman',
    2001,
    1966,
    1995,
    3.74,
    'Deviation of monthly turnover over three years, of overlapping months.',
    `ts_std(ts_sum(${turnover}, 21), 756, min=252)`,
  ],
  [
    'VolSD',
    -1,
    'Chordia, Subrahmanyam and Anshuman',
    2001,
    1966,
    1995,
    3.56,
    'Deviation of monthly volume over three years, of overlapping months.',
    'ts_std(ts_sum(volume, 21), 756, min=252)',
  ],
  [
    'VolMkt',
    -1,
    'Haugen and Baker',
    1996,
    1979,
    1993,
    4.0,
    'Value traded for the capitalisation, over a year.',
    'ts_mean(dollar_volume, 252) / cap',
  ],
  [
    'VolumeTrend',
    -1,
    'Haugen and Baker',
    1996,
    1979,
    1993,
    3.0,
    'Slope of volume over five years for its mean.',
    'ts_slope(volume, 1260, min=630) / ts_mean(volume, 1260, min=630)',
  ],
  [
    'BidAskSpread',
    1,
    'Amihud and Mendelson',
    1986,
    1961,
    1980,
    0,
    'Spread of bid and ask by pairs of highs and lows, mean of a month.',
    highLowSpread(21),
  ],
];

/** How easily a stock is traded. */
export const liquidity: FormulaLibrary = {
  name: 'liquidity',
  summary: 'Published signals of volume, turnover and spread.',
  source: 'The papers named; months are 21 sessions.',
  factors: publishedFactors('technical', rows),
};
