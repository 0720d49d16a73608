import { derivedSeries } from './derived-series.ts';
import { renderPage } from './render-page.ts';
import { chartsOf, heightOf } from './sheet-charts.ts';
import type { SheetData } from './sheet-data.ts';

/** A book as one HTML document that needs nothing else. */
export function renderSheet(data: SheetData): string {
  const { title, verdict, description, run, synthetic, tables, estimators, notes } = data;
  const charted = { ...data, derived: derivedSeries(data.series[0], data.benchmark) };
  return renderPage({
    ...{ title, verdict, about: [...description, run], synthetic, tables, withNumbers: false, estimators, notes },
    charts: (context) => chartsOf(charted, context),
    heightOf: (chart) => heightOf(chart, data),
  });
}
