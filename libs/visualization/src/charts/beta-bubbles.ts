import { formatValue } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import type { SignificanceLimits } from '../statistics/limits.ts';
import { axisLook, baseOption } from './base.ts';
import { paletteIndex, typesInOrder } from './factor-types.ts';
import { type ChartContext, type ChartModel, narrowWidth } from './model.ts';
import type { OverviewPoint } from './overview-point.ts';
import { lineLabelWidth, significanceCaption, significanceLead, significanceLines } from './significance-lines.ts';
import { symbols, translucent } from './theme.ts';

type Complete = OverviewPoint & { meanBeta: number; meanTStat: number };

/** Diameters in pixels of the largest R-squared of the picture and of none; between them area follows R-squared. */
const largestDiameter = 44;
const smallestDiameter = 5;

/** Signed mean beta against signed mean t-statistic, R-squared as the area of the bubble. */
export function betaBubbles(
  rows: readonly OverviewPoint[],
  limits: SignificanceLimits,
  context: ChartContext,
): ChartModel {
  const complete = rows.filter((row): row is Complete => row.meanBeta !== null && row.meanTStat !== null);
  const missing = rows.length - complete.length;
  return {
    id: 'beta',
    title: 'Beta against t-statistic',
    lead: `${complete.length} results, bubble area is R-squared. ${significanceLead(limits)}`,
    caption:
      `Each bubble is one factor over one date range; its area is proportional to the mean R-squared, ` +
      `the largest is ${formatValue(largestRSquared(complete), 'share')}. Beta is the return of the ` +
      `stock per unit of factor return (no unit), averaged over stocks, signed. ${significanceCaption(limits)}` +
      (missing > 0 ? ` ${missing} results without beta or t are not drawn.` : ''),
    description: describe(complete),
    option: bubbleOption(complete, limits, context),
    table: {
      columns: [
        { key: 'factor', label: 'Factor', quantity: 'text' },
        { key: 'factorType', label: 'Type', quantity: 'text' },
        { key: 'start', label: 'Start', quantity: 'date' },
        { key: 'end', label: 'End', quantity: 'date' },
        { key: 'meanBeta', label: 'Mean beta', quantity: 'ratio' },
        { key: 'meanTStat', label: 'Mean t', quantity: 'tStatistic' },
        { key: 'meanRSquared', label: 'Mean R-squared', quantity: 'share' },
      ],
      rows: rows.map((row) => ({ ...row })),
    },
  };
}

function describe(rows: readonly Complete[]): string {
  if (rows.length === 0) return 'No result passes the filters.';
  const positive = rows.filter((row) => row.meanBeta > 0).length;
  const strongest = rows.reduce((best, row) => (Math.abs(row.meanTStat) > Math.abs(best.meanTStat) ? row : best));
  return (
    `${rows.length} results, ${positive} with a positive mean beta. The t-statistic farthest from zero is ` +
    `${formatValue(strongest.meanTStat, 'tStatistic')} (${strongest.factor}, ${strongest.start} to ${strongest.end}).`
  );
}

function bubbleOption(rows: readonly Complete[], limits: SignificanceLimits, context: ChartContext) {
  const { theme, width } = context;
  const look = axisLook(context);
  const types = typesInOrder(rows.map((row) => row.factorType));
  const largest = largestRSquared(rows);
  const legendRows = Math.ceil((types.length * 112) / Math.max(200, width - 40));
  const lines = [limits.plain, limits.adjusted].flatMap((limit) => [limit, -limit]);
  const tExtent = extentOf([0, ...lines, ...rows.map((row) => row.meanTStat)]);
  return {
    ...baseOption(context),
    legend: { bottom: 2, left: 'center', type: 'plain' as const, textStyle: { color: theme.ink }, itemGap: 12 },
    grid: {
      left: 8,
      right: lineLabelWidth,
      top: 28,
      bottom: 24 * Math.max(1, legendRows) + 30,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    xAxis: {
      type: 'value' as const,
      name: 'mean beta',
      nameLocation: 'middle' as const,
      nameGap: 28,
      ...look,
      ...extentOf([0, ...rows.map((row) => row.meanBeta)], width < narrowWidth ? 4 : 8),
    },
    yAxis: {
      type: 'value' as const,
      name: 'mean t-statistic of beta',
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' as const },
      ...tExtent,
      axisLine: { ...look.axisLine, onZero: false },
    },
    series: types.map((type, at) => ({
      type: 'scatter' as const,
      name: type,
      symbol: symbols[paletteIndex(type) % symbols.length],
      itemStyle: {
        color: translucent(theme.categories[paletteIndex(type) % theme.categories.length] as string, 0.69),
        borderColor: theme.ink,
        borderWidth: 0.8,
      },
      data: rows
        .filter((row) => row.factorType === type)
        .map((row) => ({
          name: `${row.factor} ${row.start} to ${row.end}`,
          value: [row.meanBeta, row.meanTStat],
          symbolSize: diameterOf(row.meanRSquared, largest),
          rSquared: row.meanRSquared,
        })),
      tooltip: { formatter: bubbleText },
      ...(at === 0 ? { markLine: significanceLines(limits, tExtent, theme) } : {}),
    })),
  };
}

function largestRSquared(rows: readonly Complete[]): number {
  return rows.reduce((most, row) => Math.max(most, row.meanRSquared ?? 0), 0);
}

function diameterOf(rSquared: number | null, largest: number): number {
  const share = largest > 0 ? Math.max(0, rSquared ?? 0) / largest : 0;
  return Math.max(smallestDiameter, largestDiameter * Math.sqrt(share));
}

function bubbleText(item: unknown): string {
  const { name, value, data } = item as { name: string; value: [number, number]; data: { rSquared: number | null } };
  return [
    name,
    `beta ${formatValue(value[0], 'ratio')}`,
    `t ${formatValue(value[1], 'tStatistic')}`,
    `R-squared ${formatValue(data.rSquared, 'share')}`,
  ].join('\n');
}
