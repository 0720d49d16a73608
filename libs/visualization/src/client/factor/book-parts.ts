import type { BookBodyAnswer } from '../../api/book-schemas.ts';
import type { ChartContext, ChartModel } from '../../charts/model.ts';
import { lightTheme } from '../../charts/theme.ts';
import { formatValue, type Quantity } from '../../format.ts';
import { type ChartedBook, chartsOf } from '../../sheet/sheet-charts.ts';
import { termsSentence } from './book-terms.ts';
import { dataTable } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';
import { createFigure } from '../figures/figure.ts';
import { grid } from '../layout/sections.ts';

/** Writes what a book earned into a place on the page: the answer, every chart, and the tables. */
export function bookParts(book: BookBodyAnswer, synthetic: boolean, place: HTMLElement): void {
  const models = lastModels(chartedOf(book));
  const figures = models({ theme: lightTheme, width: 900, synthetic }).map(({ id }) => createFigure(id));
  place.append(
    h('section', { class: 'panel', 'aria-label': 'The book' }, h('p', {}, termsSentence(book)), factsOf(book)),
    grid(figures),
    h('div', { class: 'panel' }, figureTable(book)),
    h('div', { class: 'panel' }, drawdownTable(book)),
  );
  figures.forEach((figure, at) => figure.draw((context) => models(context)[at] as ChartModel, synthetic));
}

/** Models of all charts, made once for a width and a theme that several figures ask for one after another. */
function lastModels(book: ChartedBook): (context: ChartContext) => readonly ChartModel[] {
  let [key, models]: [string, readonly ChartModel[]] = ['', []];
  return (context) => {
    const wanted = `${context.width} ${context.theme.surface}`;
    if (wanted !== key)
      [key, models] = [wanted, chartsOf(book, context).map((model) => ({ ...model, id: `book-${model.id}` }))];
    return models;
  };
}

function chartedOf(book: BookBodyAnswer): ChartedBook {
  const returns = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? NaN);
  const lines = (all: BookBodyAnswer['derived']['beta']) =>
    all.map(({ name, returns: values }) => ({ name, returns: returns(values) }));
  const { dates, monthly, yearly, benchmarkYearly, turnover, skill } = book;
  return {
    ...{ dates, monthly, yearly, benchmarkYearly, turnover, skill },
    series: [
      { name: 'net', returns: returns(book.net) },
      { name: 'gross', returns: returns(book.gross) },
    ],
    benchmark: { name: 'universe', returns: returns(book.benchmark) },
    derived: {
      ...{ underWater: lines(book.derived.underWater), sharpe: lines(book.derived.sharpe) },
      ...{ beta: lines(book.derived.beta), volatility: lines(book.derived.volatility) },
    },
  };
}

function factsOf(book: BookBodyAnswer): HTMLElement {
  const { net, gross } = book.figures;
  const costs = (book.book['tradingCost'] ?? 0) + (book.book['borrowCost'] ?? 0);
  const chance = `p ${formatValue(net['pValue'], 'pValue')}, after ${book.trials} trials ${formatValue(book.pValueOfLedger, 'pValue')}`;
  return h(
    'dl',
    { class: 'facts' },
    fact('Net a year', net['mean'], 'percent', `t ${formatValue(net['t'], 'tStatistic')}, ${chance}`),
    fact('Before costs', gross['mean'], 'percent', `costs ${formatValue(costs, 'percent')} a year`),
    fact('Breaks even at', book.book['breakEven'], 'count', 'basis points of every trade'),
    fact('Turnover a year', book.book['turnover'], 'ratio', '1 replaces the whole book once'),
    fact(
      'Sharpe ratio',
      net['sharpe'],
      'ratio',
      `Sortino ${formatValue(net['sortino'], 'ratio')}, Calmar ${formatValue(net['calmar'], 'ratio')}`,
    ),
    fact(
      'Max. drawdown',
      net['maxDrawdown'],
      'percent',
      `volatility ${formatValue(net['volatility'], 'percent')} a year`,
    ),
    fact(
      'Worst 5 % of sessions',
      net['expectedShortfall'],
      'percent',
      `mean of those beyond ${formatValue(net['valueAtRisk'], 'percent')}`,
    ),
    fact(
      'Alpha on the universe',
      book.book['alpha'],
      'percent',
      `t ${formatValue(book.book['alphaT'], 'tStatistic')}, beta ${formatValue(book.book['beta'], 'ratio')}`,
    ),
  );
}

function fact(name: string, value: number | null | undefined, quantity: Quantity, beside: string): HTMLElement {
  const content = h('dd', {}, formatValue(value, quantity), h('small', {}, beside));
  if (typeof value === 'number') content.dataset['value'] = String(value);
  return h('div', {}, h('dt', {}, name), content);
}

const figureRows: readonly (readonly [key: string, label: string, quantity: Quantity])[] = [
  ['mean', 'Mean a year', 'percent'],
  ['t', 't of the mean', 'tStatistic'],
  ['pValue', 'p of the mean', 'pValue'],
  ['growth', 'Growth a year', 'percent'],
  ['volatility', 'Volatility a year', 'percent'],
  ['sharpe', 'Sharpe ratio', 'ratio'],
  ['sortino', 'Sortino ratio', 'ratio'],
  ['calmar', 'Calmar ratio', 'ratio'],
  ['maxDrawdown', 'Largest drawdown', 'percent'],
  ['valueAtRisk', 'Value at risk, 5 % of sessions', 'percent'],
  ['expectedShortfall', 'Expected shortfall, 5 % of sessions', 'percent'],
  ['skewness', 'Skewness', 'ratio'],
  ['kurtosis', 'Kurtosis (3: normal)', 'ratio'],
];

function figureTable({ figures }: BookBodyAnswer): HTMLElement {
  const columns = [
    { key: 'label', label: 'Figure', quantity: 'text' },
    { key: 'net', label: 'Net', quantity: 'text' },
    { key: 'gross', label: 'Gross', quantity: 'text' },
    { key: 'benchmark', label: 'Universe', quantity: 'text' },
  ] as const;
  const rows = figureRows.map(([key, label, quantity]) => ({
    label,
    net: formatValue(figures.net[key], quantity),
    gross: formatValue(figures.gross[key], quantity),
    benchmark: formatValue(figures.benchmark[key], quantity),
  }));
  return dataTable({ columns, rows }, 'Figures of the book and of the universe');
}

function drawdownTable({ drawdowns }: BookBodyAnswer): HTMLElement {
  const columns = [
    { key: 'peak', label: 'From', quantity: 'date' },
    { key: 'trough', label: 'Lowest', quantity: 'date' },
    { key: 'recovery', label: 'Recovered', quantity: 'date' },
    { key: 'depth', label: 'Drawdown', quantity: 'percent' },
  ] as const;
  const rows = drawdowns.map((fall) => ({
    ...fall,
    ...{ peak: fall.peak ?? 'the beginning', recovery: fall.recovery ?? 'not yet' },
  }));
  return dataTable({ columns, rows }, 'Deepest falls, net');
}
