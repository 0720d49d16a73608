import { statisticText, type StatisticText, summaryNumberEntries } from '@fm/results/evidence';
import type { Quantity } from '../format.ts';

/** What a stored statistic is called for people, in which unit it is, and how it was estimated. */
export interface StatisticName {
  readonly label: string;
  readonly quantity: Quantity;
  /** Empty where there is nothing to choose. */
  readonly estimator: string;
}

const quantities: Readonly<Record<StatisticText['unit'], Quantity>> = {
  'fraction a year': 'percent',
  fraction: 'percent',
  'fraction a session': 'smallPercent',
  'share of variance': 'share',
  t: 'tStatistic',
  p: 'pValue',
  probability: 'share',
  number: 'ratio',
  count: 'count',
};

/** Name, unit and estimator of a statistic, as `fm report` has them, by its key; an unknown key is its own name. */
export function statisticName(key: string): StatisticName {
  const text = statisticText(key);
  if (text === undefined) return { label: key, quantity: 'ratio', estimator: '' };
  const perYear = text.unit === 'fraction a year' ? ', per year' : '';
  return { label: `${text.label}${perYear}`, quantity: quantities[text.unit], estimator: text.estimator };
}

/** A column for each number of a summary that is not among its statistics. */
export const summaryColumns: readonly { key: string; label: string; quantity: Quantity }[] = summaryNumberEntries.map(
  ([key, { heading, unit }]) => ({
    key,
    label: heading,
    quantity: quantities[unit],
  }),
);
