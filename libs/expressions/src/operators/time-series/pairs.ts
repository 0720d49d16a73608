import { panel } from '../operator.ts';
import { rolling } from './rolling.ts';
import type { Operator } from '../operator.ts';

const xy = [panel('x'), panel('y')];
const yx = [panel('y'), panel('x')];
const pairwise = 'Days on which both values are present, in two passes.';

/** Two or three series over the same window. */
export const pairOperators: readonly Operator[] = [
  rolling({
    name: 'ts_corr',
    aliases: ['correlation', 'corr'],
    args: xy,
    commutative: true,
    fewest: 2,
    missing: 'Where either series is constant in the window.',
    summary: 'Correlation of two series over a window.',
    definition: 'cov(x, y) / (std x * std y), within [-1, 1]',
    source: `${pairwise} KunQuant puts 0 or 1 for a constant window; qlib and AlphaGen judge constancy by an absolute tolerance.`,
  }),
  rolling({
    name: 'ts_cov',
    aliases: ['covariance', 'cov', 'ts_covariance'],
    args: xy,
    commutative: true,
    fewest: 2,
    summary: 'Covariance of two series over a window.',
    definition: 'sum (x - mean x) (y - mean y) / (n - 1); 0 where either is constant',
    source: pairwise,
  }),
  rolling({
    name: 'ts_beta',
    aliases: ['beta', 'regbeta'],
    args: yx,
    fewest: 2,
    missing: 'Where x is constant in the window.',
    summary: 'Slope of the first series on the second over a window.',
    definition: 'cov(y, x) / var x; 0 where y is constant',
    source: pairwise,
  }),
  rolling({
    name: 'ts_alpha',
    args: yx,
    fewest: 2,
    missing: 'Where x is constant in the window.',
    summary: 'Intercept of the first series on the second over a window.',
    definition: 'mean y - ts_beta(y, x) * mean x',
    source: pairwise,
  }),
  rolling({
    name: 'ts_resid2',
    aliases: ['ts_regression_resid'],
    args: yx,
    fewest: 2,
    missing: 'Where x[t] or y[t] is missing, or x is constant in the window.',
    summary: 'Residual of the current day in the regression of the first series on the second over a window.',
    definition: 'y[t] - (ts_alpha(y, x) + ts_beta(y, x) * x[t]); 0 where y is constant',
    source: pairwise,
  }),
  rolling({
    name: 'ts_partial_corr',
    args: [panel('x'), panel('y'), panel('z')],
    fewest: 3,
    missing: 'Where a series is constant in the window, or x or y is a multiple of z.',
    summary: 'Correlation of two series over a window without what a third explains of both.',
    definition: '(r_xy - r_xz r_yz) / sqrt((1 - r_xz^2) (1 - r_yz^2)), within [-1, 1]',
    source: 'WorldQuant BRAIN, operator ts_partial_corr. Days on which all three values are present.',
  }),
  rolling({
    name: 'ts_co_skewness',
    aliases: ['ts_coskewness'],
    args: xy,
    fewest: 3,
    missing: 'Where either series is constant in the window.',
    summary: 'Coskewness of the first series with the second over a window.',
    definition: 'm12 / (sqrt(m20) m02), with mjk = sum (x - mean x)^j (y - mean y)^k / n',
    source: 'Harvey and Siddique (2000), Conditional Skewness in Asset Pricing Tests, Journal of Finance 55(3).',
  }),
];
