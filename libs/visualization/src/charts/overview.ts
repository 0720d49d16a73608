import { counted } from '@fm/results/evidence';
import type { SignificanceLimits } from '../statistics/limits.ts';
import { betaBubbles } from './beta-bubbles.ts';
import { type BoxPoint, boxOption, boxTable, groupBoxes, medianSentence } from './boxes.ts';
import type { ChartContext, ChartModel } from './model.ts';
import type { OverviewPoint } from './overview-point.ts';
import { significanceCaption, significanceLead, significanceLines } from './significance-lines.ts';

const boxMethod =
  'Boxes: type 7 quartiles with Tukey whiskers (1.5 interquartile ranges); fewer than five results are drawn as points.';

/** Distribution of the signed mean t-statistic by factor type over the date ranges. */
export function tStatBoxes(
  rows: readonly OverviewPoint[],
  limits: SignificanceLimits,
  context: ChartContext,
): ChartModel {
  const groups = groupBoxes(pointsOf(rows, 'meanTStat'));
  const lines = [limits.plain, limits.adjusted].flatMap((limit) => [limit, -limit]);
  return {
    id: 't-statistics',
    title: 'T-statistic by factor type',
    lead: significanceLead(limits),
    caption:
      `Each value is one factor over one date range: the mean over stocks of the signed t-statistic of beta ` +
      `(ordinary least squares of the stock's daily return on the factor return). ${boxMethod} ${significanceCaption(limits)}`,
    description: `Signed mean t-statistics. ${medianSentence(groups, 'tStatistic')}`,
    option: boxOption(
      groups,
      {
        axisName: 'mean t-statistic of beta',
        quantity: 'tStatistic',
        include: [0, ...lines],
        lines: (extent) => significanceLines(limits, extent, context.theme),
      },
      context,
    ),
    table: boxTable(groups, 'tStatistic'),
  };
}

/** Distribution of the mean R-squared by factor type over the date ranges. */
export function rSquaredBoxes(
  rows: readonly OverviewPoint[],
  limits: SignificanceLimits,
  context: ChartContext,
): ChartModel {
  const groups = groupBoxes(pointsOf(rows, 'meanRSquared'));
  return {
    id: 'r-squared',
    title: 'R-squared by factor type',
    lead: `Share of a stock\u2019s variance that the factor return explains; ${counted(limits.trials, 'trial')} in all.`,
    caption:
      `Each value is one factor over one date range: the mean over stocks of the share of the variance of daily returns ` +
      `that the factor return explains (0 to 1). ${boxMethod}`,
    description: `Mean R-squared. ${medianSentence(groups, 'share')}`,
    option: boxOption(groups, { axisName: 'mean R-squared', quantity: 'share', include: [0] }, context),
    table: boxTable(groups, 'share'),
  };
}

/** The three charts of the overview, in the order of the page. */
export const overviewCharts = [tStatBoxes, rSquaredBoxes, betaBubbles] as const;

function pointsOf(rows: readonly OverviewPoint[], key: 'meanTStat' | 'meanRSquared'): BoxPoint[] {
  return rows.flatMap((row) => {
    const value = row[key];
    return value === null ? [] : [{ group: row.factorType, label: `${row.factor} ${row.start} to ${row.end}`, value }];
  });
}
