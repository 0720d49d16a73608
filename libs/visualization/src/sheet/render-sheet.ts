import '../server/echarts-server.ts';
import { annualisedVolatility, rollingBeta, rollingSharpe, sessionsPerYear } from '@fm/factor-math';
import { init } from 'echarts/core.js';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import { lightTheme } from '../charts/theme.ts';
import { escapeXml } from '../server/svg-text.ts';
import { distributionChart, monthChart, skillChart, turnoverChart, yearChart } from './bar-charts.ts';
import type { SheetData, SheetTable } from './sheet-data.ts';
import { colours, sheetStyle } from './sheet-style.ts';
import { rollingChart, underWaterChart, wealthChart } from './wealth-charts.ts';

/** Widths at which every chart is drawn: for a page and for a phone. */
const widths = { wide: 760, narrow: 350 } as const;

/** A book as one HTML document that needs nothing else: no script, no address, light and dark, and paper. */
export function renderSheet(data: SheetData): string {
  const charts = (Object.keys(widths) as (keyof typeof widths)[]).map((width) => ({
    width,
    models: chartsOf(data, { theme: lightTheme, width: widths[width], synthetic: data.synthetic }),
  }));
  const panels = (charts[0]?.models ?? []).map((model, at) =>
    panel(
      model,
      charts.map(({ width, models }) => drawing(models[at] as ChartModel, width, heightOf(model, data))),
    ),
  );
  const [figures, ...tables] = data.tables;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(data.title)}</title><style>${sheetStyle}</style></head><body><main>`,
    data.synthetic
      ? '<p class="synthetic"><strong>SYNTHETIC DATA</strong> The demonstration market: no real company.</p>'
      : '',
    `<h1>${escapeXml(data.title)}</h1>`,
    `<p class="verdict">${escapeXml(data.verdict)}</p>`,
    ...data.description.map((line) => `<p class="about">${escapeXml(line)}</p>`),
    `<p class="about">${escapeXml(data.run)}</p>`,
    '<div class="grid">',
    panels[0] ?? '',
    figures === undefined ? '' : tablePanel(figures),
    ...panels.slice(1),
    ...tables.map(tablePanel),
    '</div>',
    listOf('How every figure is estimated', data.estimators),
    listOf('What to know of the data', data.notes),
    '</main></body></html>',
  ].join('\n');
}

function chartsOf(data: SheetData, context: ChartContext): ChartModel[] {
  const { series, benchmark } = data;
  const [net] = series;
  const each = (of: (returns: Float64Array) => Float64Array) =>
    [net, benchmark].map(({ name, returns }) => ({ name, returns: of(returns) }));
  const rolling = { quantity: 'ratio', axis: 'a year' } as const;
  return [
    wealthChart(data, context),
    underWaterChart(data, context),
    monthChart(data, context),
    yearChart(data, context),
    rollingChart(
      data,
      {
        id: 'sharpe',
        title: 'Sharpe ratio of a year',
        caption: 'Mean over deviation of the last 252 sessions, times the root of 252; without a risk-free rate.',
        ...rolling,
      },
      each((returns) => rollingSharpe(returns, sessionsPerYear)),
      context,
    ),
    rollingChart(
      data,
      {
        id: 'beta',
        title: 'Beta of a year',
        caption: 'Slope of the net return on that of the universe over the last 252 sessions.',
        ...rolling,
        axis: 'beta',
      },
      [{ name: net.name, returns: rollingBeta(net.returns, benchmark.returns, sessionsPerYear) }],
      context,
    ),
    rollingChart(
      data,
      {
        id: 'volatility',
        title: 'Volatility of a year',
        caption: 'Standard deviation of the last 252 sessions, times the root of 252.',
        axis: 'a year',
        quantity: 'percent',
      },
      each(rollingVolatility),
      context,
    ),
    distributionChart(data, context),
    turnoverChart(data, context),
    ...(data.skill.length > 1 ? [skillChart(data, context)] : []),
  ];
}

function rollingVolatility(returns: Float64Array): Float64Array {
  return returns.map((_, t) =>
    t + 1 < sessionsPerYear ? NaN : annualisedVolatility(returns.subarray(t + 1 - sessionsPerYear, t + 1)),
  );
}

/** A row of months needs the height of a line of text. */
function heightOf({ id }: ChartModel, { yearly }: SheetData): number {
  return id === 'months' ? 110 + 22 * yearly.length : 300;
}

function drawing(model: ChartModel, width: keyof typeof widths, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: widths[width], height });
  chart.setOption({ ...model.option, animation: false, dataZoom: [] });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const named = svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace('<svg ', `<svg class="${width}" role="img" aria-label="${escapeXml(model.description)}" `);
  return inColours(named);
}

/** The colours of the light scheme as names that the page gives a colour to, so that one drawing serves both schemes. */
function inColours(svg: string): string {
  return colours.reduce((text, { light, name }) => text.replaceAll(light, `var(${name})`), svg);
}

function panel(model: ChartModel, drawings: readonly string[]): string {
  return [
    `<section class="panel" id="${model.id}"><h2>${escapeXml(model.title)}</h2>`,
    ...drawings,
    `<p>${escapeXml(model.lead)}</p><p class="method">${escapeXml(model.caption)}</p></section>`,
  ].join('\n');
}

/** Columns above which a table takes the whole width. */
const manyColumns = 6;

function tablePanel({ title, headings, rows }: SheetTable): string {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => line('td', row)).join('');
  const table = `<table><thead>${line('th', headings)}</thead><tbody>${body}</tbody></table>`;
  const width = headings.length > manyColumns ? ' whole' : '';
  return `<section class="panel${width}"><h2>${escapeXml(title)}</h2><div class="wide-table">${table}</div></section>`;
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<section class="panel"><h2>${escapeXml(title)}</h2><ul>${lines.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul></section>`;
}
