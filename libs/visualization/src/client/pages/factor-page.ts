import { counted, judgedRange } from '@fm/results/evidence';
import type {
  DetailPageBody,
  EventStudies,
  FactorBody,
  Performance,
  RollingBeta,
  Signal,
} from '../../api/factor-schemas.ts';
import { eventStudy } from '../../charts/events.ts';
import { performanceCharts, performanceLines } from '../../charts/performance.ts';
import { refinedOption, type Visible } from '../../charts/refined-lines.ts';
import { changedPrices, signalCharts } from '../../charts/signal.ts';
import { premiumByRange, rollingBetas, stockBetas } from '../../charts/stocks.ts';
import { wealthExtent } from '../../charts/wealth-lines.ts';
import { findRange } from '../../statistics/date-ranges.ts';
import type { SummaryRow } from '../../api/schemas.ts';
import { formatValue } from '../../format.ts';
import { dataTable } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';
import { createBookPanel } from '../factor/book-panel.ts';
import { createRankingPanel } from '../factor/ranking-panel.ts';
import { createSectorPanel } from '../factor/sector-panel.ts';
import { downloads, grid, panel, section } from '../layout/sections.ts';
import { getJson } from '../api.ts';
import { createFigure, type Figure, type Refine } from '../figures/figure.ts';
import { factorHeadline } from '../factor/factor-headline.ts';
import { coverageTable, definitionOf, rangeTable, stockTable } from '../factor/factor-tables.ts';
import { type Layout, runLine, runNotes } from '../layout/layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { createRangeForm } from '../forms/range-form.ts';
import { isWithoutResult, noResultPanel } from '../factor/no-result.ts';
import { createSectionBar } from '../layout/section-bar.ts';
import { statisticsTable } from '../tables/statistics-table.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';
import { verdictBadge } from '../verdicts/verdict-words.ts';

interface FactorData {
  readonly about: FactorBody;
  readonly performance: Performance;
  readonly betas: RollingBeta;
  readonly signal: Signal;
  readonly events: EventStudies;
  readonly details: DetailPageBody;
}

/** One factor: headline numbers, evidence over ranges, returns, signal, stocks, coverage. */
export function factorPage({ announce, markSynthetic }: Layout, change: Change): Page<FactorData> {
  const factor = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const api = `/api/v1/factors/${encodeURIComponent(factor)}`;
  const [about, headline, report] = [h('div', { class: 'about' }), h('div'), h('div')];
  const form = createRangeForm(change);
  const ranges = createFigure('premium-ranges');
  const performance = (['cumulative', 'drawdown', 'rolling-premium'] as const).map((id) => ({
    ...{ id, build: performanceCharts[id], linesOf: performanceLines[id] },
    extentFor: id === 'cumulative' ? wealthExtent : undefined,
    figure: createFigure(id),
  }));
  const signal = Object.entries(signalCharts).map(([id, chart]) => ({ ...chart, figure: createFigure(id) }));
  const [betas, rolling] = [createFigure('stock-betas'), createFigure('rolling-beta')];
  const events = createFigure('event-study');
  const [rangeRows, returnRows, signalRows, eventRows] = [h('div'), h('div'), h('div'), h('div')];
  const stockRows = h('div');
  const [statisticRows, coverageRows] = [h('div'), h('div')];
  const lack = h('div');
  const signalGrid = grid(signal.map(({ figure }) => figure));
  const eventPart = section('Entries into a leg', grid([events]), eventRows);
  const book = createBookPanel(factor);
  const ranking = createRankingPanel(api);
  const sectors = createSectorPanel(api);
  const resultParts = [
    section('Evidence by date range', ranges.element, panel(rangeRows)),
    section('Portfolio returns', grid(performance.map(({ figure }) => figure)), returnRows),
    section('Ranking', ranking.element),
    section('By industry', sectors.element),
    section('Held as a book', book.element),
    section('Signal', signalGrid, panel(signalRows)),
    eventPart,
    section('Stocks', grid([betas, rolling]), panel(stockRows)),
  ];
  const parts = [...resultParts, section('Statistics', panel(statisticRows)), section('Coverage', panel(coverageRows))];
  const bar = createSectionBar(factor, parts);
  return {
    title: factor,
    content: [bar.element, lack, headline, about, form.element, ...parts, report],

    async load(state, get) {
      const about = await get<FactorBody>(`${api}${queryOf(pick(state, 'run'))}`);
      // Dates that are not a range of the run go to the server as they are, which says so.
      const { start = '', end = '' } = findRange(about.summaries, state) ?? state;
      const window = queryOf({ ...pick(state, 'run'), start, end });
      const [performance, betas, signal, events, details] = await Promise.all([
        get<Performance>(`${api}/performance${window}`),
        get<RollingBeta>(`${api}/rolling-beta${window}`),
        get<Signal>(`${api}/signal${window}`),
        get<EventStudies>(`${api}/events${window}`),
        get<DetailPageBody>(`${api}/details${queryOf({ ...pick(state, 'run'), start, end, pageSize: '1000' })}`),
      ]);
      return { about, performance, betas, signal, events, details };
    },

    runOf: ({ about }) => about.run.run,

    show(data, state) {
      const { run, definition, trials, summaries } = data.about;
      const row = rangeOf(data.about, state);
      markSynthetic(run.synthetic);
      book.of(run.run, run.synthetic);
      about.replaceChildren(
        ...(definition ? definitionOf(definition) : []),
        h(
          'p',
          {},
          ...runLine(run, state['run'] === undefined),
          `One of ${counted(trials.factors, 'factor')} over ${counted(trials.ranges, 'date range')}: ${counted(trials.total, 'trial')}.`,
        ),
        ...runNotes(run),
      );
      const isEmpty = isWithoutResult(summaries);
      lack.replaceChildren(...(isEmpty ? [noResultPanel(row)] : []));
      headline.hidden = isEmpty;
      for (const part of resultParts) part.hidden = isEmpty;
      form.fill(summaries, state);
      headline.replaceChildren(factorHeadline(data.about, row));
      const window = { ...pick(state, 'run'), start: row.start, end: row.end };
      const draw = (figure: Figure, build: Parameters<Figure['draw']>[0], refine?: Refine) =>
        figure.draw(
          build,
          run.synthetic,
          `/api/v1/charts/${figure.element.id}${queryOf({ factor, ...window })}`,
          refine,
        );
      const csv = (part: string, more = {}) => `${api}${part}${queryOf({ ...window, ...more, format: 'csv' })}`;
      draw(ranges, (context) => premiumByRange(summaries, context));
      if (!isEmpty) {
        void ranking.show(factor, window, run.synthetic);
        void sectors.show(window);
      }
      rangeRows.replaceChildren(
        dataTable(rangeTable(summaries), 'Results by date range'),
        downloads([csv('', { start: '', end: '' }), 'ranges']),
      );
      const isThinned = data.performance.sessions > data.performance.longShort.length;
      for (const { figure, build, linesOf, extentFor } of performance) {
        const refine = async (visible: Visible) => {
          const finer = await getJson<Performance>(`${api}/performance${queryOf({ ...window, ...visible })}`);
          return refinedOption(linesOf(data.performance), linesOf(finer), visible, extentFor);
        };
        draw(figure, (context) => build(data.performance, context), isThinned ? refine : undefined);
      }
      returnRows.replaceChildren(downloads([csv('/performance'), 'returns']));
      signalGrid.hidden = !signal.some(({ isThere }) => isThere(data.signal));
      for (const { figure, build, isThere } of signal) {
        figure.element.hidden = !isThere(data.signal);
        if (isThere(data.signal)) draw(figure, (context) => build(data.signal, context));
      }
      signalRows.replaceChildren(...signalNotes(data.signal, csv('/signal')));
      eventPart.hidden = isEmpty || data.events.rows.length === 0;
      bar.fill(...barAnswer(data.about, row));
      if (!eventPart.hidden) draw(events, (context) => eventStudy(data.events, context));
      eventRows.replaceChildren(downloads([csv('/events'), 'event study']));
      draw(betas, (context) => stockBetas(data.details.rows, context));
      draw(rolling, (context) => rollingBetas(data.betas, context));
      stockRows.replaceChildren(
        dataTable(stockTable(data.details.rows), 'Regression of each stock'),
        downloads([csv('/details'), 'stocks'], [csv('/rolling-beta'), 'rolling betas']),
      );
      statisticRows.replaceChildren(statisticsTable(row));
      coverageRows.replaceChildren(dataTable(coverageTable(summaries), 'Sessions, stocks and what was dropped'));
      report.replaceChildren(downloads([`${api}/report${queryOf(window)}`, 'this page', 'HTML']));
      announce(`${factor} shown`);
    },
  };
}

/** Verdict, premium and t, for the bar that stays in view. */
function barAnswer({ verdict }: FactorBody, { premium, premiumTStat }: SummaryRow): (HTMLElement | string)[] {
  const numbers = `${formatValue(premium, 'percent')} a year, t ${formatValue(premiumTStat, 'tStatistic')}`;
  return [...(verdict === null ? [] : [verdictBadge(verdict.belief), ' ']), premium === null ? '' : numbers];
}

/** The result over the chosen dates, else over the longest range. */
function rangeOf({ summaries }: FactorBody, state: UrlState): FactorBody['summaries'][number] {
  return findRange(summaries, state) ?? judgedRange(summaries);
}

function signalNotes(signal: Signal, csv: string): HTMLElement[] {
  if (signal.stocks === 0) {
    const why = 'The run stored no values of this factor: there is no series of its signal. See its coverage below.';
    return [h('p', {}, why)];
  }
  const costs = signal.costBasisPoints === null ? 'unknown' : `${signal.costBasisPoints} basis points per value traded`;
  return [
    h('p', {}, `${signal.stocks} stocks with a value, ${signal.weighting} weights; costs: ${costs}.`),
    ...(signal.asStored ? [] : [h('p', { class: 'failure' }, changedPrices)]),
    downloads([csv, 'information coefficients']),
  ];
}
