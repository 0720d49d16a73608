import { counted } from '@fm/results/evidence';
import type { Extent } from '../statistics/extent.ts';
import type { SignificanceLimits } from '../statistics/limits.ts';
import type { ChartTheme } from './theme.ts';

/** Pixels to the right of the plot that the numbers of the lines need. */
export const lineLabelWidth = 44;

/** The four lines of |t|: the limit of one test (dashed) and after the adjustment over the run (solid), on both signs. */
export function significanceLines(limits: SignificanceLimits, extent: Extent, theme: ChartTheme) {
  // Numbers closer than this share of the axis would be written over each other.
  const apart = limits.adjusted - limits.plain > 0.05 * (extent.max - extent.min);
  const lines = [
    { value: limits.plain, type: 'dashed' as const, labelled: apart },
    { value: limits.adjusted, type: 'solid' as const, labelled: true },
  ];
  return {
    silent: true,
    symbol: 'none',
    data: lines.flatMap(({ value, type, labelled }) =>
      [value, -value].map((y) => ({
        yAxis: y,
        lineStyle: { type, color: theme.muted, width: 1 },
        label: {
          show: labelled,
          formatter: y.toFixed(2),
          position: 'end' as const,
          distance: 4,
          color: theme.muted,
          fontSize: 10,
        },
      })),
    ),
  };
}

/** The lines in one short sentence. */
export function significanceLead({ plain, adjusted, trials }: SignificanceLimits): string {
  return `Beyond the dashed line |t| > ${plain.toFixed(2)}, 5 % for one test; beyond the solid line |t| > ${adjusted.toFixed(2)}, 5 % after Benjamini-Hochberg over ${counted(trials, 'trial')}.`;
}

/** The sentence that goes with the lines. */
export function significanceCaption({ plain, adjusted, trials, believed }: SignificanceLimits): string {
  return (
    `Dashed lines: |t| = ${plain.toFixed(2)}, the two-sided 5 % limit of a single test. ` +
    `Solid lines: |t| = ${adjusted.toFixed(2)}, where Benjamini-Hochberg, the rule of the verdict, parts the ${believed} premia ` +
    `that stay significant from the rest of the ${counted(trials, 'trial')}.`
  );
}
