import type { DetailPageBody, FactorBody, Performance, Signal } from '../api/schemas.ts';
import { performanceCharts } from '../charts/performance.ts';
import { signalCharts } from '../charts/signal.ts';
import { premiumByRange, stockBetas } from '../charts/stocks.ts';
import { dataTable } from './data-table.ts';
import { h } from './dom.ts';
import { createFigure, type Figure } from './figure.ts';
import { coverageTable, definitionList, rangeTable, signalTable, stockTable } from './factor-tables.ts';
import { type Layout, runLine, runNotes } from './layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { createRangeForm } from './range-form.ts';
import { queryOf } from './url-state.ts';

interface FactorData {
  readonly about: FactorBody;
  readonly performance: Performance;
  /** Missing when the run stored no values. */
  readonly signal: Signal | undefined;
  readonly details: DetailPageBody;
}

/** One factor: definition, evidence over ranges, returns, signal, stocks, coverage. */
export function factorPage({ announce, markSynthetic }: Layout, change: Change): Page<FactorData> {
  const factor = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const api = `/api/v1/factors/${encodeURIComponent(factor)}`;
  const about = h('div', { class: 'about' });
  const form = createRangeForm(change);
  const report = h('div');
  const ranges = createFigure('premium-ranges');
  const performance = ['cumulative', 'drawdown', 'rolling-premium'].map(createFigure);
  const signal = ['quantiles', 'ic', 'ic-decay', 'ic-histogram', 'ic-qq', 'ic-months'].map(createFigure);
  const betas = createFigure('stock-betas');
  const [rangeRows, signalRows, stockRows, coverageRows] = [h('div'), h('div'), h('div'), h('div')];
  const signalGrid = grid(signal);
  return {
    title: factor,
    content: [
      about,
      form.element,
      report,
      section('Evidence by date range', ranges.element, panel(rangeRows)),
      section('Portfolio returns', grid(performance)),
      section('Signal', signalGrid, panel(signalRows)),
      section('Stocks', betas.element, panel(stockRows)),
      section('Coverage', panel(coverageRows)),
    ],

    async load(state, get) {
      const about = await get<FactorBody>(`${api}${queryOf(pick(state, 'run'))}`);
      const window = queryOf(pick(state, 'run', 'start', 'end'));
      const [performance, signal, details] = await Promise.all([
        get<Performance>(`${api}/performance${window}`),
        get<Signal>(`${api}/signal${window}`).catch((thrown: Error) => noSignal(thrown)),
        get<DetailPageBody>(
          `${api}/details${queryOf({ ...pick(state, 'run'), ...detailRange(about, state), pageSize: '1000' })}`,
        ),
      ]);
      return { about, performance, signal, details };
    },

    show(data, state) {
      const { run, definition, trials, summaries } = data.about;
      markSynthetic(run.synthetic);
      about.replaceChildren(
        ...(definition ? [definitionList(definition)] : []),
        h(
          'p',
          {},
          ...runLine(run, state['run'] === undefined),
          `One of ${trials.factors} factors over ${trials.ranges} date ranges: ${trials.total} trials.`,
        ),
        ...runNotes(run),
      );
      form.fill(summaries, state);
      const window = pick(state, 'run', 'start', 'end');
      const draw = (figure: Figure, build: Parameters<Figure['draw']>[0]) =>
        figure.draw(build, run.synthetic, `/api/v1/charts/${figure.element.id}${queryOf({ factor, ...window })}`);
      report.replaceChildren(downloads([`${api}/report${queryOf(window)}`, 'this page', 'HTML']));
      const csv = (part: string, more = {}) => `${api}${part}${queryOf({ ...window, ...more, format: 'csv' })}`;
      draw(ranges, (context) => premiumByRange(summaries, context));
      rangeRows.replaceChildren(
        dataTable(rangeTable(summaries), 'Results by date range'),
        downloads([csv('', { start: '', end: '' }), 'ranges']),
      );
      performance.forEach((figure, at) => {
        const build = performanceCharts[at];
        if (build) draw(figure, (context) => build(data.performance, context));
      });
      signalGrid.hidden = data.signal === undefined;
      signal.forEach((figure, at) => {
        const [build, evidence] = [signalCharts[at], data.signal];
        if (build && evidence) draw(figure, (context) => build(evidence, context));
      });
      signalRows.replaceChildren(
        ...(data.signal
          ? [dataTable(signalTable(data.signal), 'Turnover, autocorrelation and premium after costs (equal weights)')]
          : [
              h(
                'p',
                {},
                'The run stored no values of this factor: there is no signal to judge. See its coverage below.',
              ),
            ]),
        downloads(
          [csv('/performance'), 'returns'],
          ...(data.signal ? [[csv('/signal'), 'information coefficients'] as const] : []),
        ),
      );
      draw(betas, (context) => stockBetas(data.details.rows, context));
      stockRows.replaceChildren(
        dataTable(stockTable(data.details.rows), 'Regression of each stock'),
        downloads([csv('/details'), 'stocks']),
      );
      coverageRows.replaceChildren(dataTable(coverageTable(summaries), 'Sessions, stocks and what was dropped'));
      announce(`${factor} shown`);
    },
  };
}

/** The chosen range, else the longest one of the run. */
function detailRange({ summaries }: FactorBody, state: Readonly<Record<string, string>>): Record<string, string> {
  if (state['start'] || state['end']) return pick(state, 'start', 'end');
  const length = ({ start, end }: { start: string; end: string }) => Date.parse(end) - Date.parse(start);
  const longest = summaries.reduce((best, row) => (length(row) > length(best) ? row : best));
  return { start: longest.start, end: longest.end };
}

function noSignal(thrown: Error): undefined {
  if ((thrown as { problem?: { code: string } }).problem?.code !== 'SIGNAL_MISSING') throw thrown;
  return undefined;
}

function section(title: string, ...children: HTMLElement[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), ...children);
}

function grid(figures: readonly Figure[]): HTMLElement {
  return h('div', { class: 'charts' }, ...figures.map(({ element }) => element));
}

function panel(child: HTMLElement): HTMLElement {
  return h('div', { class: 'panel' }, child);
}

function downloads(...links: (readonly [href: string, what: string, format?: string])[]): HTMLElement {
  return h(
    'p',
    { class: 'downloads' },
    ...links.map(([href, what, format = 'CSV']) => h('a', { href, download: '' }, `Download ${what} as ${format}`)),
  );
}
