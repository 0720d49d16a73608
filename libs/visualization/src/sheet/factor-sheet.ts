import { reasonText } from '@fm/results';
import { adjustedP, deflatedSharpe, netOfHolder, sideOf } from '@fm/results/evidence';
import { storedRequest } from '@fm/results/stored-records';
import type { Warehouse } from '@fm/warehouse';
import type { Run, SummaryRow, VerdictRow } from '../api/schemas.ts';
import type { Sectors } from '../api/sector-schemas.ts';
import { definitionOf } from '../data/definitions.ts';
import { summariesOf } from '../data/factor-evidence.ts';
import { rowOfRange } from '../data/ranges.ts';
import type { RankingSource } from '../data/ranking.ts';
import { createReader } from '../data/reader.ts';
import { RunCache } from '../data/run-cache.ts';
import { findRun } from '../data/runs.ts';
import { readSectors } from '../data/sectors.ts';
import { premiumInterval, statistic } from '../data/stored-statistics.ts';
import { verdictRows } from '../data/verdicts.ts';
import type { Window } from '../data/window.ts';
import { DashboardError } from '../errors.ts';
import { formatValue, intervalText } from '../format.ts';
import { type ChartName, drawChart, type FilledChart } from '../server/pictures/chart-drawings.ts';
import { fillChart } from '../server/pictures/chart-readers.ts';
import { sectorMethod, sectorTable, sectorTitle } from '../statistics/sector-table.ts';
import { statisticName, summaryColumns } from '../statistics/statistic-names.ts';
import { renderPage } from './render-page.ts';
import type { SheetTable } from './sheet-data.ts';

/** The charts in the order of reading: what it earned, how well it ranks, how lasting that is, and where. */
const chartsOfFactor: readonly ChartName[] = [
  ...(['quantile-wealth', 'cumulative', 'drawdown', 'rolling-premium', 'premium-ranges'] as const),
  ...(['quantiles', 'ic', 'ic-decay', 'ic-sizes', 'ic-months', 'ic-histogram', 'ic-qq'] as const),
  ...(['rank-autocorrelation', 'leg-turnover', 'event-study', 'stock-betas', 'rolling-beta'] as const),
];

/** Pixels of a chart. */
const height = 300;

/**
 * The tear sheet of a factor of a run as one HTML document that needs nothing else: verdict, definition, coverage and costs
 * first, then every chart of its page with its numbers, and every statistic with its estimator.
 *
 * @throws FACTOR_NOT_FOUND, RANGE_NOT_FOUND
 */
export async function factorSheet(source: RankingSource, run: Run, factor: string, window: Window): Promise<string> {
  const summaries = await summariesOf(source, run, factor);
  const row = rowOfRange(summaries, window);
  const [verdict] = verdictRows(run, summaries, await source.cache.heldOut(run));
  const charts = await chartsThere(source, run, { ...window, factor });
  const sectors = await readSectors(source, run, factor, window);
  const { finishedAt } = run;
  return renderPage({
    title: factor,
    verdict: verdictText(verdict),
    about: [
      ...definitionText(run, factor),
      coverageText(row),
      `Run ${run.run}${finishedAt === null ? '' : `, ${finishedAt.slice(0, 19)} UTC`}.`,
    ],
    synthetic: run.synthetic,
    charts: (context) => charts.map((chart) => drawChart(chart, context)),
    heightOf: () => height,
    tables: [
      figureTable(row),
      coverageTable(row),
      ...sectorTables(sectors),
      rangeTable(summaries),
      statisticTable(row),
    ],
    withNumbers: true,
    estimators: [],
    notes: run.notes,
  });
}

/**
 * The same from a warehouse.
 *
 * @param runId - the run, by its whole id
 */
export async function factorSheetOf(warehouse: Warehouse, runId: string, factor: string): Promise<string> {
  const reader = createReader(warehouse);
  return factorSheet({ warehouse, reader, cache: new RunCache(reader) }, await findRun(reader, runId), factor, {});
}

/** The charts that the run has something to show in. */
async function chartsThere(
  source: RankingSource,
  run: Run,
  filters: Window & { readonly factor: string },
): Promise<FilledChart[]> {
  const charts = [];
  for (const name of chartsOfFactor) {
    try {
      charts.push(await fillChart(name, source, run, filters));
    } catch (thrown) {
      // A run without stored values or events has no signal to show; the rest of the sheet is shown.
      if (!(thrown instanceof DashboardError && thrown.code.endsWith('_MISSING'))) throw thrown;
    }
  }
  return charts;
}

function verdictText(verdict: VerdictRow | undefined): string {
  if (verdict === undefined) return 'No result over a sample.';
  const { belief, premium, premiumTStat, pValue, pValueAdjusted, netPremium, caveats, start, end } = verdict;
  const against = caveats.length === 0 ? '' : ` Against it: ${caveats.join(', ')}.`;
  if (premium === null) return `${belief}: no premium could be measured from ${start} to ${end}.${against}`;
  const adjusted = pValueAdjusted === null ? '' : `, after all trials ${formatValue(pValueAdjusted, 'pValue')}`;
  return (
    `${belief}: premium ${formatValue(premium, 'percent')} a year from ${start} to ${end} (t ${formatValue(premiumTStat, 'tStatistic')}, ` +
    `p ${formatValue(pValue, 'pValue')}${adjusted}), after costs ${formatValue(netPremium, 'percent')} for the side that pays.${against}`
  );
}

/** What was ranked, where and at which cost. */
function definitionText(run: Run, factor: string): string[] {
  const definition = definitionOf(run, factor);
  const request = storedRequest.readable(run.request);
  const sorted =
    request === undefined
      ? []
      : [
          `Universe ${request.universe ?? 'unknown'}, sorted every session into ${request.groups ?? 'unknown'} groups by the value of the ` +
            `session before, ${request.weighting ?? 'unknown'} weights; trading costs ${request.costBasisPoints ?? 'unknown'} basis points ` +
            'of the value traded.',
        ];
  if (definition === null) return sorted;
  const { description, source, inputs } = definition;
  return [`${description} ${source}`, `Inputs: ${inputs.join(', ')}.`, ...sorted];
}

function coverageText(row: SummaryRow): string {
  const { sessions, sessionsWithReturn, meanStocks, minStocks, maxStocks } = row.coverage;
  const count = (value: number | null): string => formatValue(value, 'count');
  const costs = statistic(row, 'tradingCost');
  return (
    `${count(sessionsWithReturn)} of ${count(sessions)} sessions with a return, ${count(meanStocks)} stocks ranked a session ` +
    `(${count(minStocks)} to ${count(maxStocks)})${costs === null ? '' : `; costs ${formatValue(costs, 'percent')} a year`}.`
  );
}

function figureTable(row: SummaryRow): SheetTable {
  const { low, high } = premiumInterval(row);
  const figures: [label: string, value: string][] = [
    ['Premium a year', formatValue(row.premium, 'percent')],
    ['95 % interval', low === null ? 'none' : intervalText(low, high)],
    ['t of the premium', formatValue(row.premiumTStat, 'tStatistic')],
    ['p', formatValue(statistic(row, 'premiumPValue'), 'pValue')],
    ['p after all trials', formatValue(adjustedP(row), 'pValue')],
    ['Side that pays', sideOf(row.premium) ?? 'none'],
    ['Premium after costs', formatValue(netOfHolder(row), 'percent')],
    ['Costs a year', formatValue(statistic(row, 'tradingCost'), 'percent')],
    ['Turnover a session', formatValue(statistic(row, 'turnover'), 'percent')],
    ['Sharpe ratio', formatValue(row.sharpe, 'ratio')],
    ['Deflated Sharpe ratio', formatValue(deflatedSharpe(row), 'share')],
    ['Largest drawdown', formatValue(row.maxDrawdown, 'percent')],
    ['Volatility a year', formatValue(row.volatility, 'percent')],
  ];
  return { title: `Figures, ${row.start} to ${row.end}`, headings: ['', 'value'], rows: figures };
}

function coverageTable({ coverage }: SummaryRow): SheetTable {
  const { sessions, sessionsWithReturn, meanStocks, minStocks, maxStocks, drops } = coverage;
  const count = (value: number | null): string => formatValue(value, 'count');
  return {
    title: 'Coverage',
    headings: ['', 'count', 'why'],
    rows: [
      ['Sessions', count(sessions), ''],
      ['with a return', count(sessionsWithReturn), ''],
      ['Stocks a session', count(meanStocks), `${count(minStocks)} to ${count(maxStocks)}`],
      ...drops.map(({ reason, unit, count: dropped }) => [reason, `${count(dropped)} ${unit}`, reasonText(reason)]),
    ],
    wraps: true,
  };
}

/** The factor within each industry; nothing where none is known. */
function sectorTables(sectors: Sectors): SheetTable[] {
  if (sectors.missing !== null) return [];
  const { columns, rows } = sectorTable(sectors);
  return [
    {
      title: sectorTitle,
      headings: columns.map(({ label }) => label),
      rows: rows.map((row) => columns.map(({ key, quantity }) => formatValue(row[key], quantity))),
      method: sectorMethod(sectors),
    },
  ];
}

function rangeTable(summaries: readonly SummaryRow[]): SheetTable {
  return {
    title: 'Results by date range',
    headings: ['Start', 'End', ...summaryColumns.map(({ label }) => label)],
    rows: summaries.map((row) => [
      ...[row.start, row.end],
      ...summaryColumns.map(({ key, quantity }) => formatValue(row[key as keyof SummaryRow], quantity)),
    ]),
  };
}

/** Every statistic with its estimator. */
function statisticTable(row: SummaryRow): SheetTable {
  return {
    title: `All statistics, ${row.start} to ${row.end}, and how each is estimated`,
    headings: ['Statistic', 'Value', 'Estimator'],
    rows: Object.keys(row.statistics).map((key) => {
      const { label, quantity, estimator } = statisticName(key);
      return [label, formatValue(statistic(row, key), quantity), estimator];
    }),
    wraps: true,
    isWide: true,
  };
}
