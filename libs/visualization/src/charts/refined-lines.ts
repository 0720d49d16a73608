import { type Extent, extentOf } from '../statistics/extent.ts';
import type { DatedValue, TimeLine } from './lines.ts';
import type { ChartOption } from './model.ts';

/** First and last day that are seen, ISO dates. */
export interface Visible {
  readonly from: string;
  readonly to: string;
}

/** Points of a line over its whole length, with finer ones in place of those that are seen. */
export function refined(
  coarse: readonly DatedValue[],
  fine: readonly DatedValue[],
  { from, to }: Visible,
): DatedValue[] {
  return [...coarse.filter(({ date }) => date < from), ...fine, ...coarse.filter(({ date }) => date > to)];
}

function aroundZero(lines: readonly TimeLine[]): Extent {
  return extentOf([
    0,
    ...lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value]))),
  ]);
}

/**
 * What changes of a drawn chart of lines when finer points of what is seen have come: the lines, and the height of the axis.
 *
 * @param extentFor - ends of the axis. @default around all values and zero
 */
export function refinedOption(
  coarse: readonly TimeLine[],
  fine: readonly TimeLine[],
  visible: Visible,
  extentFor: (lines: readonly TimeLine[]) => Pick<Extent, 'min' | 'max'> = aroundZero,
): ChartOption {
  const lines = coarse.map(({ name, points }) => ({
    name,
    points: refined(points, fine.find((line) => line.name === name)?.points ?? [], visible),
  }));
  return {
    yAxis: extentFor(lines),
    series: lines.map(({ name, points }) => ({
      type: 'line',
      name,
      data: points.map(({ date, value }) => [date, value]),
    })),
  };
}
