import type { FormulaLibrary, LibraryFactor } from './library.ts';

/** Shapes of the day's bar: name, formula, what it is. */
const bars: readonly (readonly [string, string, string])[] = [
  ['KMID', '(close - open) / open', 'Body of the bar'],
  ['KLEN', '(high - low) / open', 'Length of the bar'],
  ['KMID2', '(close - open) / (high - low + 1e-12)', 'Body of the bar as a share of its length'],
  ['KUP', '(high - max(open, close)) / open', 'Upper shadow of the bar'],
  ['KUP2', '(high - max(open, close)) / (high - low + 1e-12)', 'Upper shadow as a share of the length'],
  ['KLOW', '(min(open, close) - low) / open', 'Lower shadow of the bar'],
  ['KLOW2', '(min(open, close) - low) / (high - low + 1e-12)', 'Lower shadow as a share of the length'],
  ['KSFT', '(2 * close - high - low) / open', 'Place of the close in the bar'],
  ['KSFT2', '(2 * close - high - low) / (high - low + 1e-12)', 'Place of the close as a share of the length'],
  ['OPEN0', 'open / close', 'Open for the close'],
  ['HIGH0', 'high / close', 'High for the close'],
  ['LOW0', 'low / close', 'Low for the close'],
  ['VWAP0', 'vwap / close', 'Average price for the close'],
];

const up = 'max(delta(close, 1), 0)';
const down = 'max(-delta(close, 1), 0)';
const moved = '(sum(abs(delta(close, 1)), d) + 1e-12)';
const volumeUp = 'max(delta(volume, 1), 0)';
const volumeDown = 'max(-delta(volume, 1), 0)';
const volumeMoved = '(sum(abs(delta(volume, 1)), d) + 1e-12)';
const weight = '(abs(close / delay(close, 1) - 1) * volume)';

/** Rolling kinds: name, formula over `d` sessions, what it is. */
const rolling: readonly (readonly [string, string, string])[] = [
  ['ROC', 'delay(close, d) / close', 'Earlier close for the close'],
  ['MA', 'mean(close, d) / close', 'Mean close for the close'],
  ['STD', 'stddev(close, d) / close', 'Deviation of the close for the close'],
  ['BETA', 'ts_slope(close, d) / close', 'Slope of the close for the close'],
  ['RSQR', 'ts_rsquare(close, d)', 'Straightness of the close'],
  ['RESI', 'ts_resid(close, d) / close', 'Distance from the line of closes for the close'],
  ['MAX', 'ts_max(high, d) / close', 'Highest high for the close'],
  ['MIN', 'ts_min(low, d) / close', 'Lowest low for the close'],
  ['QTLU', 'ts_quantile(close, d, 0.8) / close', 'Upper quintile of the close for the close'],
  ['QTLD', 'ts_quantile(close, d, 0.2) / close', 'Lower quintile of the close for the close'],
  ['RANK', 'ts_rank(close, d)', 'Rank of the close in its window'],
  ['RSV', '(close - ts_min(low, d)) / (ts_max(high, d) - ts_min(low, d) + 1e-12)', 'Place of the close in the range'],
  ['IMAX', 'ts_argmax(high, d) / d', 'Place of the highest high'],
  ['IMIN', 'ts_argmin(low, d) / d', 'Place of the lowest low'],
  ['IMXD', '(ts_argmax(high, d) - ts_argmin(low, d)) / d', 'Highest high after the lowest low'],
  ['CORR', 'correlation(close, log(volume + 1), d)', 'Correlation of close and volume'],
  [
    'CORD',
    'correlation(close / delay(close, 1), log(volume / delay(volume, 1) + 1), d)',
    'Correlation of the changes of close and volume',
  ],
  ['CNTP', 'mean(close > delay(close, 1), d)', 'Share of rising days'],
  ['CNTN', 'mean(close < delay(close, 1), d)', 'Share of falling days'],
  ['CNTD', 'mean(close > delay(close, 1), d) - mean(close < delay(close, 1), d)', 'Rising less falling days'],
  ['SUMP', `sum(${up}, d) / ${moved}`, 'Rises as a share of all moves'],
  ['SUMN', `sum(${down}, d) / ${moved}`, 'Falls as a share of all moves'],
  ['SUMD', `(sum(${up}, d) - sum(${down}, d)) / ${moved}`, 'Rises less falls as a share of all moves'],
  ['VMA', 'mean(volume, d) / (volume + 1e-12)', 'Mean volume for the volume'],
  ['VSTD', 'stddev(volume, d) / (volume + 1e-12)', 'Deviation of the volume for the volume'],
  ['WVMA', `stddev(${weight}, d) / (mean(${weight}, d) + 1e-12)`, 'Unevenness of moves weighted by volume'],
  ['VSUMP', `sum(${volumeUp}, d) / ${volumeMoved}`, 'Rises of volume as a share of its moves'],
  ['VSUMN', `sum(${volumeDown}, d) / ${volumeMoved}`, 'Falls of volume as a share of its moves'],
  [
    'VSUMD',
    `(sum(${volumeUp}, d) - sum(${volumeDown}, d)) / ${volumeMoved}`,
    'Rises less falls of volume as a share of its moves',
  ],
];

const windows = [5, 10, 20, 30, 60] as const;

function factor(name: string, formula: string, summary: string): LibraryFactor {
  return { name, formula, summary: `${summary}.`, sign: 0, type: 'technical' };
}

const factors: readonly LibraryFactor[] = [
  ...bars.map(([name, formula, summary]) => factor(name, formula, summary)),
  ...rolling.flatMap(([name, formula, summary]) =>
    windows.map((d) => factor(`${name}${d}`, formula.replaceAll(/\bd\b/g, String(d)), `${summary}, ${d} sessions`)),
  ),
];

const source = 'Features of the data handler Alpha158 of Microsoft qlib; worded and written here.';

/** The 158 with strict windows, and comparisons with missing values unknown. */
export const alpha158: FormulaLibrary = {
  name: 'alpha158',
  summary: 'The 158 price and volume features of qlib, over full windows.',
  source,
  factors,
};

/** The 158 with the numbers of qlib: windows as available, and comparisons with missing values false. */
export const alpha158AsAvailable: FormulaLibrary = {
  name: 'alpha158-min1',
  summary: 'The 158 price and volume features of qlib, with its warm-up: windows use what is there.',
  source,
  semantics: { min: 1, comparison: 'false' },
  factors,
};
