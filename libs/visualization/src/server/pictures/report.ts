import type { Run } from '../../api/schemas.ts';
import type { ChartModel, DataTable } from '../../charts/model.ts';
import { lightTheme } from '../../charts/theme.ts';
import { formatValue } from '../../format.ts';
import type { ChartSize } from './chart-page.ts';
import { renderSvg } from './render-svg.ts';
import { escapeXml } from './svg-text.ts';

/** Most rows of a table in the file; the rest is in the CSV downloads. */
const mostRows = 500;

const style =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:900px;margin:2rem auto;padding:0 1rem;color:#1b2530}' +
  'table{border-collapse:collapse;font-size:.85rem}td,th{padding:2px 8px;border-bottom:1px solid #cfd6dd;text-align:left}' +
  'svg{max-width:100%;height:auto}.synthetic{background:#ffe3b8;padding:.5rem 1rem}';

/** A table that has no chart. */
export interface ReportTable {
  readonly title: string;
  readonly description: string;
  readonly table: DataTable;
}

/** What a report shows below its head. */
export interface ReportParts {
  readonly models: readonly ChartModel[];
  readonly tables: readonly ReportTable[];
}

/** Charts and tables as one HTML document without scripts and without addresses of other files. */
export function renderReport(factor: string, run: Run, { models, tables }: ReportParts, size: ChartSize): string {
  const source = `Run ${run.run}${run.synthetic ? ', synthetic data' : ''}.`;
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapeXml(factor)}</title><style>${style}</style></head><body>`,
    run.synthetic ? '<p class="synthetic"><strong>SYNTHETIC DATA</strong> This is the demonstration market.</p>' : '',
    `<h1>${escapeXml(factor)}</h1>`,
    `<p>Run ${escapeXml(run.run)}, ${escapeXml(run.status)}, started ${escapeXml(run.startedAt)} UTC.</p>`,
    `<ul>${run.notes.map((note) => `<li>${escapeXml(note)}</li>`).join('')}</ul>`,
    ...models.flatMap((model) => [
      `<h2>${escapeXml(model.title)}</h2>`,
      renderSvg(model, size, lightTheme, source),
      `<p>${escapeXml(model.description)}</p>`,
      `<details><summary>Numbers</summary>${htmlTable(model.table)}</details>`,
    ]),
    ...tables.flatMap(({ title, description, table }) => [
      `<h2>${escapeXml(title)}</h2>`,
      `<p>${escapeXml(description)}</p>`,
      htmlTable(table),
    ]),
    '</body></html>',
  ].join('\n');
}

function htmlTable({ columns, rows }: DataTable): string {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  const cut = rows.length > mostRows ? `<p>First ${mostRows} of ${rows.length} rows.</p>` : '';
  const body = rows.slice(0, mostRows).map((row) =>
    line(
      'td',
      columns.map(({ key, quantity }) => formatValue(row[key], quantity)),
    ),
  );
  return `<table>${line(
    'th',
    columns.map(({ label }) => label),
  )}${body.join('')}</table>${cut}`;
}
