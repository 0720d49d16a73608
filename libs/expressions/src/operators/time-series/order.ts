import { rolling } from './rolling.ts';
import type { Operator } from '../operator.ts';

const position =
  'numpy, pandas and KunQuant: 1 = oldest, the earliest of ties. BRAIN, polars_ta and AlphaAgent: 0 = today (days_since_max).';

/** Operators that order the values of a window. */
export const orderOperators: readonly Operator[] = [
  rolling({ name: 'ts_min', summary: 'Least value of a window.', definition: 'min w' }),
  rolling({ name: 'ts_max', summary: 'Greatest value of a window.', definition: 'max w' }),
  rolling({ name: 'ts_median', aliases: ['median'], summary: 'Median of a window.', definition: 'quantile 0.5 of w' }),
  rolling({
    name: 'ts_quantile',
    between: [{ name: 'q', type: 'number', least: 0, most: 1 }],
    summary: 'Quantile of a window.',
    definition: 'linear between the order statistics around place (n - 1) q, counted from 0',
    source:
      'Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4): type 7. polars takes the nearest.',
  }),
  rolling({
    name: 'ts_rank',
    between: [{ name: 'scale', type: 'choice', choices: ['share', 'count'], default: 'share' }],
    missing: 'Where x[t] is missing.',
    summary: 'Rank of the value in its window, from the least; ties have their average rank.',
    definition: '(values below x[t] + (values equal to x[t] + 1) / 2) / n; not divided where scale=count',
    source:
      'Share of (0, 1] as in qlib and vnpy; 1..d in KunQuant and others; from 0 in DolphinDB; falling in AlphaGen.',
  }),
  rolling({
    name: 'ts_argmax',
    aliases: ['ts_arg_max_oldest'],
    summary: 'Position of the greatest value of a window: 1 is the oldest.',
    definition: 'place of max w among the values present, from 1 at the oldest; the earliest of ties',
    source: position,
  }),
  rolling({
    name: 'ts_argmin',
    aliases: ['ts_arg_min_oldest'],
    summary: 'Position of the least value of a window: 1 is the oldest.',
    definition: 'place of min w among the values present, from 1 at the oldest; the earliest of ties',
    source: position,
  }),
  rolling({
    name: 'days_since_max',
    aliases: ['ts_arg_max'],
    summary: 'Sessions since the greatest value of a window: 0 is today.',
    definition: 'least k with x[t-k] = max w',
    source: 'WorldQuant BRAIN, operator ts_arg_max; the latest of ties.',
  }),
  rolling({
    name: 'days_since_min',
    aliases: ['ts_arg_min'],
    summary: 'Sessions since the least value of a window: 0 is today.',
    definition: 'least k with x[t-k] = min w',
    source: 'WorldQuant BRAIN, operator ts_arg_min; the latest of ties.',
  }),
];
