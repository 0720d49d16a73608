import { darkTheme, lightTheme } from '../charts/theme.ts';
import { tokenStyle } from '../charts/tokens.ts';

const plainColours = ['ink', 'muted', 'grid', 'surface', 'warning'] as const;

/** Every colour of a chart: what the light scheme draws, its name on the page, and its value in each scheme. */
export const colours: readonly { readonly light: string; readonly dark: string; readonly name: string }[] = [
  ...plainColours.map((name) => ({ light: lightTheme[name], dark: darkTheme[name], name: `--chart-${name}` })),
  ...lightTheme.categories.map((light, at) => ({
    ...{ light, dark: darkTheme.categories[at] as string },
    name: `--chart-${at + 1}`,
  })),
];

function tokens(scheme: 'light' | 'dark'): string {
  return `:root{${colours.map((colour) => `${colour.name}:${colour[scheme]}`).join(';')}}`;
}

/** The page of a sheet: the colours and sizes of the dashboard, light and dark by the reader's choice, light on paper. */
export const sheetStyle = [
  tokenStyle(),
  tokens('light'),
  `@media screen and (prefers-color-scheme:dark){${tokens('dark')}}`,
  '*{box-sizing:border-box}',
  "body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,'Segoe UI','DejaVu Sans','Helvetica Neue',Arial,sans-serif}",
  'main{max-width:1560px;margin:0 auto;padding:8px 20px 40px}',
  'h1{font-size:var(--text-xl);margin:.5rem 0}h2{font-size:var(--text-l);margin:0 0 .5rem}p{margin:.25rem 0 .5rem}',
  '.verdict{font-size:1.1rem;font-weight:600;max-width:70em}.about{max-width:90em}',
  '.method{color:var(--muted);font-size:var(--text-s)}',
  '.synthetic{padding:8px 20px;background:var(--warning);color:var(--warning-ink)}',
  '.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,560px),1fr));gap:var(--space-4);margin:var(--space-4) 0}',
  '.stack{display:flex;flex-direction:column;gap:16px;min-width:0}.stack>:last-child{flex:1}',
  '.panel{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:14px 16px;min-width:0}',
  'main>.panel{margin:0 0 16px}.whole{grid-column:1/-1}',
  'svg{display:block;width:100%;height:auto}svg.narrow{display:none}',
  '.wide-table{overflow-x:auto}',
  'table{border-collapse:collapse;font-size:var(--text-m);font-variant-numeric:tabular-nums}',
  'th,td{padding:2px 10px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}',
  'th:first-child,td:first-child{text-align:left}',
  '.wraps th:last-child,.wraps td:last-child{text-align:left;white-space:normal}',
  'details{font-size:var(--text-s)}details .wide-table{max-height:20rem;overflow:auto}',
  'ul{margin:.25rem 0;padding-left:1.2em;color:var(--muted);font-size:var(--text-s)}',
  '@media (max-width:600px){main{padding:8px 10px 24px}.panel{padding:10px}svg.wide{display:none}svg.narrow{display:block}' +
    'table{font-size:.82rem;width:100%}th,td{padding:2px 5px}th,td:first-child{white-space:normal}}',
  '@media print{@page{size:A4;margin:12mm}body{background:none;font-size:9pt}main{padding:0;max-width:none}' +
    '.grid{grid-template-columns:1fr 1fr;gap:8px}.panel{break-inside:avoid;border-color:var(--line);padding:6px}table{font-size:7pt}th,td{padding:1px 4px}}',
].join('\n');
