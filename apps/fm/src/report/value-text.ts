import type { StatisticText } from '@fm/results/evidence';
import { percent } from '../output.ts';

/** A number and its unit. */
export interface ValueOfUnit {
  readonly value: number | null;
  readonly unit: StatisticText['unit'];
}

/** A number for people, as its unit is read; `-` where it is missing. */
export function valueText({ value, unit }: ValueOfUnit): string {
  if (value === null) return '-';
  if (unit === 'count') return String(value);
  if (unit === 'fraction a year' || unit === 'fraction') return percent(value, 2);
  if (unit === 'fraction a session') return `${(10_000 * value).toFixed(2)} bp`;
  if (unit === 'p') return value < 0.0001 ? '<0.0001' : value.toFixed(4);
  return unit === 't' ? value.toFixed(2) : value.toFixed(4);
}
