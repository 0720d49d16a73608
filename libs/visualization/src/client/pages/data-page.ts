import type { Health } from '../../api/page-schemas.ts';
import { coverageLines } from '../../charts/operations.ts';
import { dataTable } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';
import { createFigure } from '../figures/figure.ts';
import type { Layout } from '../layout/layout.ts';
import type { Page } from './page.ts';
import { downloads } from '../layout/sections.ts';
import { queryOf } from '../browser/url-state.ts';

const deliveries = [
  { key: 'source', label: 'Source', quantity: 'text' },
  { key: 'lastDelivery', label: 'Last delivery (UTC)', quantity: 'moment' },
  { key: 'deliveries', label: 'Deliveries', quantity: 'count' },
  { key: 'failed', label: 'Refused', quantity: 'count' },
  { key: 'rowsRead', label: 'Rows read', quantity: 'count' },
  { key: 'rowsNew', label: 'New', quantity: 'count' },
  { key: 'rowsUnchanged', label: 'Unchanged', quantity: 'count' },
  { key: 'rowsQuarantined', label: 'Quarantined', quantity: 'count' },
] as const;

const quarantine = [
  { key: 'source', label: 'Source', quantity: 'text' },
  { key: 'code', label: 'Reason', quantity: 'text' },
  { key: 'state', label: 'State', quantity: 'text' },
  { key: 'count', label: 'Rows', quantity: 'count' },
  { key: 'example', label: 'Example', quantity: 'text' },
  { key: 'where', label: 'Where', quantity: 'text' },
] as const;

const prices = [
  { key: 'symbol', label: 'Stock', quantity: 'text' },
  { key: 'source', label: 'Source', quantity: 'text' },
  { key: 'kind', label: 'Data', quantity: 'text' },
  { key: 'first', label: 'First', quantity: 'date' },
  { key: 'last', label: 'Last', quantity: 'date' },
  { key: 'days', label: 'Days', quantity: 'count' },
  { key: 'gaps', label: 'Missing sessions', quantity: 'count' },
  { key: 'restated', label: 'Restated days', quantity: 'count' },
] as const;

const state = [
  { key: 'subject', label: 'Data', quantity: 'text' },
  { key: 'state', label: 'State', quantity: 'text' },
  { key: 'found', label: 'Found', quantity: 'text' },
  { key: 'remedy', label: 'Remedy', quantity: 'text' },
] as const;

const missing = [
  { key: 'source', label: 'Source', quantity: 'text' },
  { key: 'reason', label: 'Reason', quantity: 'text' },
  { key: 'count', label: 'Figures', quantity: 'count' },
] as const;

/** Freshness, gaps, restatements, quarantine and coverage of the data. */
export function dataPage({ announce, markSynthetic }: Layout): Page<Health> {
  const coverage = createFigure('coverage');
  const [found, lacking, delivered, kept, stocks] = [
    h('div', { class: 'panel' }),
    h('div', { class: 'panel' }),
    h('div', { class: 'panel' }),
    h('div', { class: 'panel' }),
    h('div', { class: 'panel' }),
  ];
  const empty = h(
    'p',
    { class: 'panel', hidden: true },
    'There are no prices yet. ',
    h('code', {}, 'npm run fm -- ingest prices PATH'),
    ' reads files or folders; ',
    h('code', {}, 'npm run fm -- demo'),
    ' makes the demonstration market.',
  );
  return {
    title: 'Data health',
    content: [
      empty,
      h('section', {}, h('h2', {}, 'State of the data'), found),
      h('section', {}, h('h2', {}, 'Deliveries'), delivered),
      coverage.element,
      h('section', {}, h('h2', {}, 'Quarantine'), kept),
      h('section', {}, h('h2', {}, 'Figures of filings without a value'), lacking),
      h('section', {}, h('h2', {}, 'Prices by stock'), stocks),
      downloads(
        ...(['state', 'deliveries', 'prices', 'quarantine', 'missing', 'coverage'] as const).map(
          (part) => [`/api/v1/data${queryOf({ part, format: 'csv' })}`, part] as const,
        ),
      ),
    ],
    load: (_state, get) => get<Health>('/api/v1/data'),
    show(data) {
      markSynthetic(data.prices.length > 0 && data.prices.every((row) => row.synthetic));
      empty.hidden = data.prices.length > 0;
      coverage.element.hidden = data.coverage.length === 0;
      found.replaceChildren(dataTable({ columns: state, rows: data.state }, 'State of the data'));
      lacking.replaceChildren(
        data.missing.length === 0
          ? h('p', {}, 'Every figure from filings has a value.')
          : dataTable({ columns: missing, rows: data.missing }, 'Figures of filings without a value, by reason'),
      );
      delivered.replaceChildren(dataTable({ columns: deliveries, rows: data.deliveries }, 'Deliveries by source'));
      if (data.coverage.length > 0) coverage.draw((context) => coverageLines(data, context), false);
      kept.replaceChildren(
        data.quarantine.length === 0
          ? h('p', {}, 'Nothing is in quarantine.')
          : dataTable({ columns: quarantine, rows: data.quarantine }, 'What could not be used, by reason'),
      );
      const rows = data.prices.map((row) => ({ ...row, kind: row.synthetic ? 'synthetic' : 'real' }));
      stocks.replaceChildren(dataTable({ columns: prices, rows }, 'Prices by stock'));
      announce('Data health shown');
    },
  };
}
