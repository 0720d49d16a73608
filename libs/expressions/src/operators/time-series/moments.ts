import { rolling } from './rolling.ts';
import type { Operator, Parameter } from '../operator.ts';

/** Degrees of freedom that the mean takes: the variance divides by n - ddof. */
const degreesTaken: Parameter = { name: 'ddof', type: 'whole', least: 0, most: 1, default: 1 };
const twoPass = 'Two passes over the window. pandas, KunQuant and qlib have ddof 1; BRAIN, polars_ta and vnpy 0.';

/** Sums and moments of a window. */
export const momentOperators: readonly Operator[] = [
  rolling({ name: 'ts_sum', aliases: ['sum'], summary: 'Sum of a window.', definition: 'sum w' }),
  rolling({
    name: 'ts_mean',
    aliases: ['mean', 'sma', 'ts_avg'],
    summary: 'Mean of a window.',
    definition: 'sum w / n',
  }),
  rolling({
    name: 'ts_product',
    aliases: ['product', 'prod'],
    summary: 'Product of a window.',
    definition: 'product w',
  }),
  rolling({
    name: 'ts_std',
    aliases: ['stddev', 'std', 'ts_std_dev', 'ts_stddev'],
    between: [degreesTaken],
    fewest: 2,
    summary: 'Standard deviation of a window.',
    definition: 'sqrt(sum (w - mean)^2 / (n - ddof)); 0 where max w = min w',
    source: twoPass,
  }),
  rolling({
    name: 'ts_var',
    aliases: ['variance', 'var'],
    between: [degreesTaken],
    fewest: 2,
    summary: 'Variance of a window.',
    definition: 'sum (w - mean)^2 / (n - ddof); 0 where max w = min w',
    source: twoPass,
  }),
  rolling({
    name: 'ts_skew',
    aliases: ['ts_skewness'],
    fewest: 3,
    missing: 'Where max w = min w.',
    summary: 'Skewness of a window, corrected for bias.',
    definition: 'm3 / m2^1.5 * sqrt(n (n - 1)) / (n - 2), with mk = sum (w - mean)^k / n',
    source: 'Joanes and Gill (1998), Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47(1): G1.',
  }),
  rolling({
    name: 'ts_kurt',
    aliases: ['ts_kurtosis'],
    fewest: 4,
    missing: 'Where max w = min w.',
    summary: 'Excess kurtosis of a window, corrected for bias.',
    definition: '(n - 1) / ((n - 2) (n - 3)) * ((n + 1) m4 / m2^2 - 3 (n - 1)), with mk = sum (w - mean)^k / n',
    source:
      'Joanes and Gill (1998): G2. AlphaGen divides the biased fourth moment by the unbiased variance, which is neither.',
  }),
  rolling({
    name: 'ts_mad',
    fewest: 1,
    summary: 'Mean absolute deviation of a window from its mean.',
    definition: 'sum |w - mean| / n; 0 where max w = min w',
    source: 'qlib Mad.',
  }),
  rolling({
    name: 'ts_zscore',
    fewest: 2,
    missing: 'Where x[t] is missing or max w = min w.',
    summary: 'Distance of the value from the mean of its window, in standard deviations.',
    definition: '(x[t] - mean w) / ts_std w, ddof 1',
    source: 'AlphaAgent takes the deviation of windows of one value.',
  }),
  rolling({
    name: 'ts_scale',
    missing: 'Where x[t] is missing or max w = min w.',
    summary: 'Place of the value between the least and the greatest of its window.',
    definition: '(x[t] - min w) / (max w - min w)',
    source: 'WorldQuant BRAIN, operator ts_scale.',
  }),
  rolling({
    name: 'ts_av_diff',
    missing: 'Where x[t] is missing.',
    summary: 'Difference of the value from the mean of its window.',
    definition: 'x[t] - mean w',
    source: 'WorldQuant BRAIN, operator ts_av_diff.',
  }),
  rolling({
    name: 'ts_entropy',
    between: [{ name: 'buckets', type: 'whole', least: 2, most: 1000, default: 10 }],
    summary: 'Entropy of the values of a window.',
    definition:
      '-sum p ln p over the shares p of values in buckets of equal width from min w to max w, the last one closed; 0 where max w = min w',
    source: 'WorldQuant BRAIN, operator ts_entropy; Shannon (1948), A Mathematical Theory of Communication.',
  }),
];
