import type { Ranking } from '../api/ranking-schemas.ts';
import { formatValue } from '../format.ts';
import { intervalOption, intervalSentence } from './intervals.ts';
import { lineOption, lineSentence, lineTable, type TimeLine } from './lines.ts';
import type { ChartContext, ChartModel, Column } from './model.ts';
import { changedPrices } from './signal.ts';
import { wealthOption } from './wealth-lines.ts';

/** What 1 became in every group of the sort, with the same dates for all. */
export function groupWealth(data: Ranking, context: ChartContext): ChartModel {
  const { dates, groups } = data;
  const lines = groups.map(({ group, wealth }): TimeLine => {
    return { name: group, points: dates.map((date, at) => ({ date, value: wealth[at] ?? null })) };
  });
  const { series, ...option } = wealthOption(lines, context);
  return {
    id: 'quantile-wealth',
    title: 'What 1 became in every group',
    lead: `${orderText(groups)}, before costs.`,
    caption:
      `Compounded returns on a logarithmic axis: equal distances are equal growth. Stocks are sorted every session by the value of ` +
      `the session before, lowest values in group 1, ${data.weighting} weights, before costs; a session without groups changes ` +
      `nothing. All lines have the same dates.${changedNote(data)}`,
    description: lineSentence(lines, 'ratio'),
    option: {
      ...option,
      // Each line thinned by itself would have dates of its own, and what the pointer shows would lack some of them.
      series: (series as readonly object[]).map((line) => ({
        ...line,
        type: 'line' as const,
        sampling: 'none' as const,
      })),
    },
    table: lineTable(lines, 'ratio'),
  };
}

/** How the groups ended beside each other, in words. */
function orderText(groups: Ranking['groups']): string {
  const ends = groups.map(({ group, wealth }) => ({ group, end: wealth.at(-1) ?? NaN }));
  const text = ends.map(({ group, end }) => `${formatValue(end, 'ratio')} in ${group}`).join(', ');
  const rises = ends.every(({ end }, at) => at === 0 || end > ends[at - 1]!.end);
  const falls = ends.every(({ end }, at) => at === 0 || end < ends[at - 1]!.end);
  const order = rises ? ': more in every higher group' : falls ? ': less in every higher group' : ', in no order';
  return `1 became ${text}${order}`;
}

/** Mean information coefficient by horizon, with 95 % intervals. */
export function coefficientDecay(data: Ranking, context: ChartContext): ChartModel {
  const intervals = data.decay.map(({ horizon, mean, low, high }) => ({
    ...{ label: String(horizon), value: mean, low, high },
  }));
  const strongest = data.decay.reduce<Ranking['decay'][number] | undefined>(
    (most, one) => (Math.abs(one.mean ?? 0) > Math.abs(most?.mean ?? 0) ? one : most),
    undefined,
  );
  return {
    id: 'ic-decay',
    title: 'Information coefficient by horizon',
    lead:
      strongest === undefined
        ? 'No information coefficient could be computed in this period.'
        : `Strongest with the return of ${sessionsText(strongest.horizon)}: ${testText(strongest)}.`,
    caption:
      (data.missing === null
        ? 'Mean rank correlation of the value at a close with the return over so many sessions after it, of members of the universe. '
        : 'Mean rank correlation with the return over so many sessions after, as the run stored it. ') +
      `${intervalText}${data.missing === null ? ` ${neweyWestText}` : ''}${changedNote(data)}`,
    description: `By horizon in sessions, ${intervalSentence(intervals, 'ratio')}`,
    option: intervalOption(intervals, 'mean rank correlation', 'ratio', context),
    table: {
      columns: [{ key: 'horizon', label: 'Sessions', quantity: 'count' }, ...testColumns],
      rows: data.decay.map((row) => ({ ...row })),
    },
  };
}

/** Mean information coefficient among small, medium and large stocks, with 95 % intervals. */
export function coefficientSizes({ sizes, ...data }: Ranking, context: ChartContext): ChartModel {
  const intervals = sizes.groups.map(({ group, mean, low, high }) => ({ label: group, value: mean, low, high }));
  const horizon = sizes.groups[0]?.horizon;
  const all = data.decay.find((row) => row.horizon === horizon);
  const rows = [...sizes.groups, ...(all === undefined ? [] : [{ ...all, group: 'all', stocks: null }])];
  const shown = [
    ...intervals,
    ...(all === undefined ? [] : [{ label: 'all', value: all.mean, low: all.low, high: all.high }]),
  ];
  return {
    id: 'ic-sizes',
    title: 'Information coefficient by size',
    lead: sizes.groups.map((row) => `${row.group} stocks ${formatValue(row.mean, 'ratio')}`).join(', ') + '.',
    caption:
      `Mean rank correlation with the return of the next ${sessionsText(horizon ?? 0)} among thirds of the stocks, sorted every session ` +
      `by the market value that was known at its close: ${formatValue(sizes.share, 'percent')} of the ranked stocks have one. ` +
      `${intervalText} ${neweyWestText}${changedNote(data)}`,
    description: intervalSentence(shown, 'ratio'),
    option: intervalOption(shown, 'mean rank correlation', 'ratio', context),
    table: {
      columns: [
        { key: 'group', label: 'Stocks', quantity: 'text' },
        { key: 'stocks', label: 'Stocks a session', quantity: 'count' },
        ...testColumns,
      ],
      rows,
    },
  };
}

/** How much of the ranking is left after one rebalancing, by month. */
export function rankAutocorrelation(data: Ranking, context: ChartContext): ChartModel {
  const lines = [monthLine(data, 'rank autocorrelation', ({ rankAutocorrelation: value }) => value)];
  const mean = meanOf(lines[0]);
  return {
    id: 'rank-autocorrelation',
    title: 'Rank autocorrelation',
    lead: `${formatValue(mean, 'ratio')} on average with the ranking of ${sessionsText(data.lag)} before.`,
    caption:
      `Rank correlation across stocks of the values of a session with those of ${sessionsText(data.lag)} before, mean of each month: ` +
      `the time between two rebalancings that are ${data.rebalance}, which suits this factor. Near 1 the ranking hardly changes; ` +
      'near 0 every rebalancing makes a new portfolio.',
    description: lineSentence(lines, 'ratio'),
    option: lineOption(lines, 'rank correlation', 'ratio', context),
    table: lineTable(lines, 'ratio'),
  };
}

/** Share of the outer groups that one rebalancing replaces, by month. */
export function legTurnover(data: Ranking, context: ChartContext): ChartModel {
  const lines = [
    monthLine(data, 'highest group', ({ renewedHigh }) => renewedHigh),
    monthLine(data, 'lowest group', ({ renewedLow }) => renewedLow),
  ];
  const [high, low] = lines.map(meanOf);
  return {
    id: 'leg-turnover',
    title: 'Turnover of the outer groups',
    lead: `${formatValue(high, 'percent')} of the highest and ${formatValue(low, 'percent')} of the lowest group are new after ${sessionsText(data.lag)}.`,
    caption:
      `Share of the stocks of a group that were not in it ${sessionsText(data.lag)} before, mean of each month; each stock counts ` +
      `once. ${data.rebalance === null ? '' : `Rebalancing that is ${data.rebalance} suits this factor. `}` +
      'The turnover by value of the portfolio that is rebalanced every session, and its costs, are in the statistics.',
    description: lineSentence(lines, 'percent'),
    option: lineOption(lines, 'new stocks', 'percent', context),
    table: lineTable(lines, 'percent'),
  };
}

/** A chart of the ranking, and whether there is something to draw. */
interface RankingChart {
  readonly build: (data: Ranking, context: ChartContext) => ChartModel;
  readonly isThere: (data: Ranking) => boolean;
}

const isRanked = ({ groups }: Ranking): boolean => groups.length > 0;

/** Charts of the ranking by their names, in the order of the page. */
export const rankingCharts = {
  'quantile-wealth': { build: groupWealth, isThere: isRanked },
  'ic-decay': { build: coefficientDecay, isThere: ({ decay }) => decay.length > 0 },
  'ic-sizes': { build: coefficientSizes, isThere: ({ sizes }) => sizes.groups.length > 0 },
  'rank-autocorrelation': { build: rankAutocorrelation, isThere: isRanked },
  'leg-turnover': { build: legTurnover, isThere: isRanked },
} as const satisfies Readonly<Record<string, RankingChart>>;

const testColumns: readonly Column[] = [
  { key: 'mean', label: 'Mean', quantity: 'ratio' },
  { key: 'low', label: '95 % from', quantity: 'ratio' },
  { key: 'high', label: 'to', quantity: 'ratio' },
  { key: 'tStat', label: 't', quantity: 'tStatistic' },
  { key: 'neweyWestT', label: 't Newey-West', quantity: 'tStatistic' },
];

const intervalText =
  'Lines span 95 % intervals (cosines, Student t), which allow for the overlap of the returns; with fewer than six independent periods no interval is drawn.';

const neweyWestText =
  'The t of Newey and West, with as many lags as the returns overlap, is for comparison with other programs: it is too large in short samples, and the interval is not made of it.';

function changedNote({ asStored }: Pick<Ranking, 'asStored'>): string {
  return asStored ? '' : ` ${changedPrices}`;
}

function testText({ mean, low, high, neweyWestT }: Ranking['decay'][number]): string {
  const band = low === null ? 'no interval' : `95 % from ${formatValue(low, 'ratio')} to ${formatValue(high, 'ratio')}`;
  const t = neweyWestT === null ? '' : `, t of Newey and West ${formatValue(neweyWestT, 'tStatistic')}`;
  return `mean ${formatValue(mean, 'ratio')}, ${band}${t}`;
}

function sessionsText(sessions: number): string {
  return sessions === 1 ? 'one session' : `${sessions} sessions`;
}

function monthLine(
  { months }: Ranking,
  name: string,
  of: (month: Ranking['months'][number]) => number | null,
): TimeLine {
  return { name, points: months.map((month) => ({ date: `${month.month}-01`, value: of(month) })) };
}

function meanOf(line: TimeLine | undefined): number | null {
  const values = (line?.points ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
