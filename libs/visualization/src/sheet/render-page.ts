import '../server/pictures/echarts-server.ts';
import { init } from 'echarts/core.js';
import type { ChartContext, ChartModel, DataTable } from '../charts/model.ts';
import { lightTheme } from '../charts/theme.ts';
import { formatValue } from '../format.ts';
import { escapeXml } from '../server/pictures/svg-text.ts';
import type { SheetTable } from './sheet-data.ts';
import { colours, sheetStyle } from './sheet-style.ts';

/** Everything on a page that is one file. */
export interface SheetPage {
  readonly title: string;
  readonly verdict: string;
  /** What is shown, and of which run. */
  readonly about: readonly string[];
  readonly synthetic: boolean;
  /** The charts in the order of reading. */
  charts(context: ChartContext): readonly ChartModel[];
  /** Pixels of a chart. */
  heightOf(chart: ChartModel): number;
  /** The first two are beside the first two charts, the others below all charts. */
  readonly tables: readonly SheetTable[];
  /** Whether each chart has its numbers in a table that opens. */
  readonly withNumbers: boolean;
  readonly estimators: readonly string[];
  readonly notes: readonly string[];
}

/** Widths at which every chart is drawn: for a page and for a phone. */
const widths = { wide: 760, narrow: 350 } as const;

/** Most rows of the numbers of a chart. */
const mostRows = 500;

/** Columns above which a table takes the whole width. */
const manyColumns = 6;

/** One HTML document that needs nothing else: no script, no address, light and dark, and paper. */
export function renderPage(page: SheetPage): string {
  const charts = (Object.keys(widths) as (keyof typeof widths)[]).map((width) => ({
    width,
    models: page.charts({ theme: lightTheme, width: widths[width], synthetic: page.synthetic, still: true }),
  }));
  const panels = (charts[0]?.models ?? []).map((model, at) =>
    panel(
      model,
      charts.map(({ width, models }) => drawing(models[at] as ChartModel, width, page.heightOf(model))),
      page.withNumbers,
    ),
  );
  const tables = page.tables.map(tablePanel);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(page.title)}</title><style>${sheetStyle}</style></head><body><main>`,
    page.synthetic
      ? '<p class="synthetic"><strong>SYNTHETIC DATA</strong> The demonstration market: no real company.</p>'
      : '',
    `<h1>${escapeXml(page.title)}</h1>`,
    `<p class="verdict">${escapeXml(page.verdict)}</p>`,
    ...page.about.map((line) => `<p class="about">${escapeXml(line)}</p>`),
    '<div class="grid">',
    // Two charts are as high as two tables below each other.
    stack(panels.slice(0, 2)),
    stack(tables.slice(0, 2)),
    ...panels.slice(2),
    ...tables.slice(2),
    '</div>',
    listOf('How every figure is estimated', page.estimators),
    listOf('What to know of the data', page.notes),
    '</main></body></html>',
  ].join('\n');
}

function stack(parts: readonly string[]): string {
  return ['<div class="stack">', ...parts, '</div>'].join('\n');
}

function drawing(model: ChartModel, width: keyof typeof widths, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: widths[width], height });
  chart.setOption({ ...model.option, animation: false });
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

function panel(model: ChartModel, drawings: readonly string[], withNumbers: boolean): string {
  return [
    `<section class="panel" id="${model.id}"><h2>${escapeXml(model.title)}</h2>`,
    ...drawings,
    `<p>${escapeXml(model.lead)}</p><p class="method">${escapeXml(model.caption)}</p>`,
    withNumbers ? numbers(model.table) : '',
    '</section>',
  ].join('\n');
}

function numbers({ columns, rows }: DataTable): string {
  const cut = rows.length > mostRows ? `<p class="method">First ${mostRows} of ${rows.length} rows.</p>` : '';
  const headings = columns.map(({ label }) => label);
  const cells = rows
    .slice(0, mostRows)
    .map((row) => columns.map(({ key, quantity }) => formatValue(row[key], quantity)));
  return `<details><summary>Numbers</summary>${cut}<div class="wide-table">${table(headings, cells)}</div></details>`;
}

function tablePanel({ title, headings, rows, wraps = false, isWide = false, method }: SheetTable): string {
  const looks = [...(headings.length > manyColumns || isWide ? ['whole'] : []), ...(wraps ? ['wraps'] : [])];
  const below = method === undefined ? '' : `<p class="method">${escapeXml(method)}</p>`;
  return `<section class="${['panel', ...looks].join(' ')}"><h2>${escapeXml(title)}</h2><div class="wide-table">${table(headings, rows)}</div>${below}</section>`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => line('td', row)).join('');
  return `<table><thead>${line('th', headings)}</thead><tbody>${body}</tbody></table>`;
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<section class="panel"><h2>${escapeXml(title)}</h2><ul>${lines.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul></section>`;
}
