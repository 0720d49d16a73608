import type { SignificanceLimits } from '../statistics/limits.ts';
import type { ChartTheme } from './theme.ts';

/** The four lines of |t|: the limit of one test (dashed) and of the whole run (solid), on both signs. */
export function significanceLines(limits: SignificanceLimits, theme: ChartTheme) {
  const lines = [
    { name: 'one test', value: limits.plain, type: 'dashed' as const },
    { name: `${limits.trials} trials`, value: limits.adjusted, type: 'solid' as const },
  ];
  return {
    silent: true,
    symbol: 'none',
    label: { position: 'insideEndTop' as const, color: theme.muted, fontSize: 10 },
    data: lines.flatMap(({ name, value, type }) =>
      [value, -value].map((y) => ({
        yAxis: y,
        lineStyle: { type, color: theme.muted, width: 1 },
        label: {
          formatter: `${y.toFixed(2)} (${name})`,
          position: y > 0 ? ('insideEndTop' as const) : ('insideEndBottom' as const),
        },
      })),
    ),
  };
}

/** The sentence that goes with the lines. */
export function significanceCaption({ plain, adjusted, trials }: SignificanceLimits): string {
  return (
    `Dashed lines: |t| = ${plain.toFixed(2)}, the two-sided 5 % limit of a single test. ` +
    `Solid lines: |t| = ${adjusted.toFixed(2)}, the same limit after Bonferroni's correction for the ${trials} trials ` +
    `(factors times date ranges) of this run.`
  );
}
