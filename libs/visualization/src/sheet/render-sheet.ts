import '../server/pictures/echarts-server.ts';
import { init } from 'echarts/core.js';
import type { ChartModel } from '../charts/model.ts';
import { lightTheme } from '../charts/theme.ts';
import { escapeXml } from '../server/pictures/svg-text.ts';
import { derivedSeries } from './derived-series.ts';
import { chartsOf, heightOf } from './sheet-charts.ts';
import type { SheetData, SheetTable } from './sheet-data.ts';
import { colours, sheetStyle } from './sheet-style.ts';

/** Widths at which every chart is drawn: for a page and for a phone. */
const widths = { wide: 760, narrow: 350 } as const;

/** A book as one HTML document that needs nothing else: no script, no address, light and dark, and paper. */
export function renderSheet(data: SheetData): string {
  const charted = { ...data, derived: derivedSeries(data.series[0], data.benchmark) };
  const charts = (Object.keys(widths) as (keyof typeof widths)[]).map((width) => ({
    width,
    models: chartsOf(charted, { theme: lightTheme, width: widths[width], synthetic: data.synthetic, still: true }),
  }));
  const panels = (charts[0]?.models ?? []).map((model, at) =>
    panel(
      model,
      charts.map(({ width, models }) => drawing(models[at] as ChartModel, width, heightOf(model, data))),
    ),
  );
  const tables = data.tables.map(tablePanel);
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
    // Two charts are as high as the figures with the falls below them.
    stack(panels.slice(0, 2)),
    stack(tables.slice(0, 2)),
    ...panels.slice(2),
    ...tables.slice(2),
    '</div>',
    listOf('How every figure is estimated', data.estimators),
    listOf('What to know of the data', data.notes),
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
