import { panel, sameDay, type Operator } from './operator.ts';

type Given = Pick<Operator, 'name' | 'summary' | 'definition' | 'source'> & Partial<Operator>;

function byGroup(given: Given): Operator {
  return {
    aliases: [],
    family: 'group',
    args: [panel('x'), { name: 'g', kind: 'group' }],
    params: [],
    result: 'panel',
    lookBack: sameDay,
    nanRule: 'Where x is missing or the stock has no group.',
    ...given,
  };
}

/** Operators over the stocks of one group on one day, n of them with a value. */
export const groupOperators: readonly Operator[] = [
  byGroup({
    name: 'group_neutralize',
    aliases: ['indneutralize', 'group_demean'],
    summary: 'Difference from the mean of the group.',
    definition: 'x - mean; 0 where the stock is the only one of its group, or all values are equal',
    source: 'Kakushadze (2016), 101 Formulaic Alphas.',
  }),
  byGroup({
    name: 'group_rank',
    summary: 'Rank in the group, from the least; ties have their average rank.',
    definition: '(values below x + (values equal to x + 1) / 2) / n',
    source: 'cs_rank within the group.',
  }),
  byGroup({
    name: 'group_zscore',
    summary: 'Distance from the mean of the group, in standard deviations.',
    definition: '(x - mean) / std, ddof 1',
    nanRule: 'Where x is missing or the stock has no group; in groups with fewer than two values or with equal ones.',
    source: 'cs_zscore within the group.',
  }),
  byGroup({
    name: 'group_mean',
    summary: 'Mean of the group.',
    definition: 'sum x / n',
    source: 'cs_mean within the group. BRAIN takes a weight as well.',
  }),
  byGroup({
    name: 'group_median',
    summary: 'Median of the group.',
    definition: 'quantile 0.5, type 7',
    source: 'cs_median within the group.',
  }),
  byGroup({
    name: 'group_scale',
    summary: 'The value in such a scale that magnitudes of the group sum to 1.',
    definition: 'x / sum |x|',
    nanRule: 'Where x is missing or the stock has no group; in groups in which all values are 0.',
    source: 'cs_scale within the group. BRAIN scales between the least and the greatest instead.',
  }),
  byGroup({
    name: 'group_count',
    summary: 'Stocks of the group that have a value.',
    definition: 'n',
    source: 'WorldQuant BRAIN, operator group_count.',
  }),
  byGroup({
    name: 'group_backfill',
    summary: 'The value, or the mean of its group where it is missing.',
    definition: 'x, or sum x / n where x is missing',
    nanRule: 'Where x is missing and no stock of the group has a value, or the stock has no group.',
    source:
      'After WorldQuant BRAIN, operator group_backfill, of the day only. A stock without a group keeps its value.',
  }),
];
