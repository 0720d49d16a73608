import type { StatisticText } from '@fm/results/evidence';
import { percent } from '../output.ts';

/** A number and its unit. */
export interface ValueOfUnit {
  readonly value: number | null;
  readonly unit: StatisticText['unit'];
}

/** A number with the digits and the sign of its unit. */
const writers: Readonly<Record<StatisticText['unit'], (value: number) => string>> = {
  count: String,
  'fraction a year': (value) => percent(value, 2),
  fraction: (value) => percent(value, 2),
  'share of variance': (value) => percent(value, 2),
  'fraction a session': (value) => `${(10_000 * value).toFixed(2)} bp`,
  p: (value) => (value < 0.0001 ? '<0.0001' : value.toFixed(4)),
  t: (value) => value.toFixed(2),
  probability: (value) => value.toFixed(4),
  number: (value) => value.toFixed(4),
};

/** A number for people, as its unit is read; `-` where it is missing. */
export function valueText({ value, unit }: ValueOfUnit): string {
  return value === null ? '-' : writers[unit](value);
}
