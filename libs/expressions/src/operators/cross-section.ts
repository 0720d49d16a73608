import { panel, sameDay, type Operator } from './operator.ts';

type Given = Pick<Operator, 'name' | 'summary' | 'definition' | 'source'> & Partial<Operator>;

function crossSection(given: Given): Operator {
  return {
    aliases: [],
    family: 'cross-section',
    args: [panel('x')],
    params: [],
    result: 'panel',
    lookBack: sameDay,
    nanRule: 'Where x is missing.',
    ...given,
  };
}

/** Operators over the stocks of one day: members of the universe with a value, n of them. */
export const crossSectionOperators: readonly Operator[] = [
  crossSection({
    name: 'cs_rank',
    aliases: ['rank'],
    summary: 'Rank among the stocks of the day, from the least; ties have their average rank.',
    definition: '(values below x + (values equal to x + 1) / 2) / n, in (0, 1]',
    source: 'pandas, rank(pct=True). BRAIN ranks from 0 to 1, polars_ta densely, AlphaGen breaks ties by position.',
  }),
  crossSection({
    name: 'cs_zscore',
    aliases: ['zscore'],
    summary: 'Distance from the mean of the day, in standard deviations.',
    definition: '(x - mean) / std, ddof 1',
    nanRule: 'Where x is missing; on days with fewer than two values or with equal ones.',
    source: 'pandas.',
  }),
  crossSection({
    name: 'cs_demean',
    summary: 'Difference from the mean of the day.',
    definition: 'x - mean; 0 where all values are equal',
    source: 'WorldQuant BRAIN, operator normalize.',
    aliases: ['normalize'],
  }),
  crossSection({
    name: 'cs_scale',
    aliases: ['scale'],
    params: [{ name: 'a', type: 'number', default: 1 }],
    summary: 'The value in such a scale that magnitudes sum to a.',
    definition: 'a x / sum |x|',
    nanRule: 'Where x is missing; on days on which all values are 0.',
    source: 'Kakushadze (2016), 101 Formulaic Alphas. vnpy gives 0 where all values are 0.',
  }),
  crossSection({
    name: 'cs_winsorize',
    aliases: ['winsorize'],
    params: [{ name: 'p', type: 'number', least: 0, most: 0.5 }],
    summary: 'The value, or the quantile of the day it lies beyond.',
    definition: 'min(max(x, quantile p), quantile 1 - p), type 7',
    source: 'Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4).',
  }),
  crossSection({
    name: 'cs_normal',
    aliases: ['cs_quantile_normal'],
    summary: 'Normal score of the rank of the day.',
    definition: 'normal quantile of average rank / (n + 1)',
    source: 'van der Waerden (1952), Order Tests for the Two-Sample Problem, Indagationes Mathematicae 14.',
  }),
  crossSection({
    name: 'cs_bucket',
    aliases: ['bucket'],
    params: [{ name: 'g', type: 'whole', least: 1, most: 1000 }],
    summary: 'Bucket of the value among g of the day, 1 for the least; may be used as a group.',
    definition: 'ceil(g * cs_rank x), computed as ceil(g * average rank / n)',
    source: 'Quantile groups, by rank.',
  }),
  crossSection({
    name: 'cs_mean',
    summary: 'Mean of the day.',
    definition: 'sum x / n',
    source: 'Plain.',
  }),
  crossSection({
    name: 'cs_std',
    summary: 'Standard deviation of the day.',
    definition: 'sqrt(sum (x - mean)^2 / (n - 1)); 0 where all values are equal',
    nanRule: 'Where x is missing; on days with fewer than two values.',
    source: 'pandas.',
  }),
  crossSection({
    name: 'cs_median',
    summary: 'Median of the day.',
    definition: 'quantile 0.5, type 7',
    source: 'Plain.',
  }),
  crossSection({
    name: 'cs_neutralize',
    aliases: ['neutralize', 'cs_resid'],
    args: [panel('y'), panel('x')],
    variadic: true,
    summary: 'What a regression of the day on other panels, with a constant, leaves of the value.',
    definition: 'residual of ordinary least squares of y on 1, x, ... across stocks; 0 where they explain all of y',
    nanRule:
      'Where any of them is missing; on days that leave no degree of freedom, or on which an x does not vary or is a combination of the others.',
    source: 'As fm mine --neutralise (neutraliseByRegression of factor-math).',
  }),
  crossSection({
    name: 'cs_top',
    params: [{ name: 'k', type: 'whole', least: 1, most: 100000 }],
    result: 'condition',
    summary: 'Whether the value is among the k greatest of the day.',
    definition: '1 where fewer than k values are greater than x, else 0',
    source: 'Ties at the border are all in.',
  }),
  crossSection({
    name: 'cs_vec_neut',
    aliases: ['vector_neut'],
    args: [panel('x'), panel('y')],
    summary: 'Part of the first panel of the day that is at right angles to the second.',
    definition: 'x - y * sum(x y) / sum(y y)',
    nanRule: 'Where x or y is missing; on days on which all y are 0.',
    source: 'WorldQuant BRAIN, operator vector_neut.',
  }),
  crossSection({
    name: 'cs_market',
    aliases: ['market'],
    args: [panel('x'), { ...panel('weight'), default: 'cap' }],
    summary: 'Mean of the day, weighted by market capitalisation or another panel.',
    definition: 'sum(weight * x) / sum(weight) over stocks with both, for every stock with x',
    nanRule: 'Where x is missing; on days on which the weights sum to 0 or no stock has both.',
    source: 'Value-weighted market. Negative weights are left out.',
  }),
];
