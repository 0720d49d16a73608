import { condition, longestWindow, overLag, overWindow, panel, window, type Operator } from '../operator.ts';

type Given = Pick<Operator, 'name' | 'summary' | 'definition' | 'nanRule' | 'source'> & Partial<Operator>;

function search(given: Given): Operator {
  return {
    aliases: [],
    family: 'time-series',
    args: [panel('x')],
    params: [window()],
    result: 'panel',
    lookBack: overWindow,
    ...given,
  };
}

/** Operators that count in a window or look for a value in it; missing values are skipped, not waited for. */
export const searchOperators: readonly Operator[] = [
  search({
    name: 'ts_count',
    aliases: ['count'],
    args: [condition('c')],
    params: [window(), { name: 'min', type: 'whole', least: 1, most: 'd', default: 1 }],
    summary: 'Days of a window on which a condition holds.',
    definition: 'number of 1 in w',
    nanRule: 'Where fewer than min of the d conditions are known (min = 1 unless given).',
    source: 'GTJA (2017), operator COUNT.',
  }),
  search({
    name: 'ts_count_nan',
    aliases: ['ts_count_nans'],
    summary: 'Days of a window on which the value is missing.',
    definition: 'd - n',
    nanRule: 'Before session d of the evaluation.',
    source: 'WorldQuant BRAIN, operator ts_count_nans.',
  }),
  search({
    name: 'ts_backfill',
    aliases: ['backfill'],
    summary: 'Latest known value of a window, today included.',
    definition: 'x[t-k] of the least k < d that is present',
    nanRule: 'Where no value of the window is present.',
    source: 'WorldQuant BRAIN, operator ts_backfill.',
  }),
  search({
    name: 'kth_element',
    params: [window(), { name: 'k', type: 'whole', least: 1, most: 'd' }],
    summary: 'The k-th latest known value of a window; the latest is the first.',
    definition: 'k-th value present among x[t], x[t-1], ..., x[t-d+1]',
    nanRule: 'Where fewer than k values of the window are present.',
    source: 'WorldQuant BRAIN, operator kth_element.',
  }),
  search({
    name: 'last_diff_value',
    summary: 'Latest known value of the d sessions before today that differs from today.',
    definition: 'x[t-k] of the least k = 1..d that is present and not x[t]',
    nanRule: 'Where x[t] is missing, or no value that is present differs.',
    source: 'WorldQuant BRAIN, operator last_diff_value.',
    lookBack: overLag,
  }),
  search({
    name: 'days_since_change',
    aliases: ['days_from_last_change'],
    params: [{ ...window(), default: longestWindow }],
    summary: 'Sessions for which the value has been what it is, at most d.',
    definition: 'greatest k <= d with x[t] = x[t-1] = ... = x[t-k]; a missing value ends the run',
    nanRule: 'Where x[t] is missing.',
    source: 'WorldQuant BRAIN, operator days_from_last_change; bounded, so that a slice can load what it depends on.',
    lookBack: overLag,
  }),
];
