import { ownSemantics } from './semantics.ts';
import { outOfRange, wrongArguments } from '../errors.ts';
import type { CallRule, Dialect } from './dialect.ts';

/** `Ref(x, 0)` is qlib's first value ever, `Ref(x, -5)` the future. */
const ref: CallRule = (resolver, call) => {
  const lag = call.args[1]?.value;
  if (lag?.type === 'unary' && lag.operator === '-')
    throw outOfRange(
      resolver.text,
      lag,
      'a negative lag looks ahead',
      'Labels are made by the run; use a lag of at least 1.',
    );
  return resolver.operator('delay', call);
};

/** The number of values present: those of the window less the missing ones. */
const count: CallRule = (resolver, call) => {
  const missing = resolver.operator('ts_count_nan', call);
  return resolver.pool.make('sub', [resolver.pool.number(Number(missing.params[0])), missing]);
};

/** Divides the weighted mean by the number of days once more, as qlib does; of full windows only. */
const weighted: CallRule = (resolver, call) => {
  const { args, params } = resolver.operator('decay_linear', call);
  const [d] = params;
  return resolver.pool.make('div', [
    resolver.pool.make('decay_linear', args, [d!, d!]),
    resolver.pool.number(Number(d)),
  ]);
};

const instrumentMask: CallRule = (resolver, call) => {
  throw wrongArguments(
    resolver.text,
    call,
    'Mask of qlib takes the values of another instrument, which a formula cannot name',
    'Use mask(x, condition) of the paper dialect, or ingest the series as a panel.',
  );
};

/** The expressions of qlib, with its warm-up: windows use what is there, and a comparison with nothing is false. */
export const qlibDialect: Dialect = {
  name: 'qlib',
  summary:
    'The names of qlib, e.g. Mean($close, 5)/$close; windows as available, comparisons with missing values false.',
  semantics: { ...ownSemantics, min: 1, comparison: 'false' },
  functions: {
    ref,
    count,
    wma: weighted,
    mask: instrumentMask,
    abs: 'abs',
    sign: 'sign',
    log: 'log',
    power: 'pow',
    add: 'add',
    sub: 'sub',
    mul: 'mul',
    div: 'div',
    greater: 'max',
    less: 'min',
    gt: 'gt',
    ge: 'ge',
    lt: 'lt',
    le: 'le',
    eq: 'eq',
    ne: 'ne',
    and: 'and',
    or: 'or',
    not: 'not',
    if: 'if',
    mean: 'ts_mean',
    sum: 'ts_sum',
    std: 'ts_std',
    var: 'ts_var',
    skew: 'ts_skew',
    kurt: 'ts_kurt',
    max: 'ts_max',
    min: 'ts_min',
    idxmax: 'ts_argmax',
    idxmin: 'ts_argmin',
    quantile: 'ts_quantile',
    med: 'ts_median',
    mad: 'ts_mad',
    rank: 'ts_rank',
    delta: 'delta',
    slope: 'ts_slope',
    rsquare: 'ts_rsquare',
    resi: 'ts_resid',
    ema: 'ts_ema',
    corr: 'ts_corr',
    cov: 'ts_cov',
  },
};
