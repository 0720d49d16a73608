import type { Operator, Parameter } from './operator.ts';

const item: Parameter = { name: 'item', type: 'item' };
/** Functions that read one item of filings, which others take as argument. */
export const measures: readonly string[] = ['pit', 'ttm', 'annual'];
const measure: Parameter = { name: 'measure', type: 'choice', choices: measures };
/** Periods back, 0 or negative. */
const periods: Parameter = { name: 'k', type: 'whole', least: -80, most: 0, default: 0 };
const stale =
  'Where no filing known at the close of t states it, where there is no period k earlier, and where the latest period became known more than 400 days ago.';
const vintages = 'By the day a filing became known, restatements from the day they were filed.';

type Given = Pick<Operator, 'name' | 'summary' | 'definition'> & Partial<Operator>;

function filing(given: Given): Operator {
  return {
    aliases: [],
    family: 'point-in-time',
    args: [],
    params: [item, periods],
    result: 'panel',
    lookBack: () => 0,
    nanRule: stale,
    source: vintages,
    ...given,
  };
}

/**
 * Functions of filing items. They are leaves: the host computes the panel from the vintages known at each session, because
 * what was known a year ago of a period is not in any panel of today's values.
 */
export const pointInTimeOperators: readonly Operator[] = [
  filing({
    name: 'pit',
    summary: 'The item of the latest period known, or of k periods earlier as known then.',
    definition:
      'value of the latest period reported; k = -4 is the quarter a year earlier, by the value known when it was the latest',
  }),
  filing({
    name: 'ttm',
    summary: 'The item summed over the latest four quarters known, or over those k quarters earlier.',
    definition: 'sum of four quarters, or the year where that is what was reported',
  }),
  filing({
    name: 'annual',
    summary: 'The item of the latest fiscal year known, or of k years earlier.',
    definition: 'value of the latest twelve months that a filing states as such; of a balance, that of their last day',
  }),
  filing({
    name: 'avg2',
    params: [measure, item, periods],
    summary: 'Mean of an item now and a year earlier.',
    definition: '(x + x a year earlier as known then) / 2, x = measure(item, k)',
    nanRule: `${stale} The same for the year before.`,
  }),
  filing({
    name: 'yoy',
    params: [measure, item, periods],
    summary: 'Change of an item from a year earlier.',
    definition: 'x - x a year earlier as known then, x = measure(item, k)',
    nanRule: `${stale} The same for the year before.`,
  }),
  filing({
    name: 'per_share',
    params: [measure, item, periods],
    summary: 'An item for each share outstanding.',
    definition: 'x / shares outstanding on the split basis of the session, x = measure(item, k)',
    nanRule: `${stale} Where the shares are not known.`,
  }),
  filing({
    name: 'age',
    params: [item],
    summary: 'Sessions since the latest period of the item became known.',
    definition: '0 on the first session that may use it; a restatement of the period does not begin it again',
    nanRule: 'Where no filing known at the close of t states it.',
  }),
  filing({
    name: 'known',
    params: [item],
    result: 'condition',
    summary: 'Whether the item is known and not stale.',
    definition: '1 where pit(item) has a value, else 0',
    nanRule: 'Never.',
  }),
];
