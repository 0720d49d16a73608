import type { SummaryRow } from '../../api/schemas.ts';
import { statisticName } from '../../statistics/statistic-names.ts';
import { statistic } from '../../data/stored-statistics.ts';
import { cellOf, scrollRegion } from './data-table.ts';
import { h } from '../browser/dom.ts';

/** Every statistic that the run stored for one date range, with its key in `fm results --format json`. */
export function statisticsTable(row: SummaryRow): HTMLElement {
  const lines = Object.keys(row.statistics).map((key) => {
    const { label, quantity, estimator } = statisticName(key);
    const line = h(
      'tr',
      {},
      h('td', { class: 'text' }, label),
      cellOf({ key, label, quantity }, statistic(row, key)),
      h('td', { class: 'text' }, h('code', {}, key)),
      h('td', { class: 'text' }, estimator),
    );
    line.dataset['statistic'] = key;
    return line;
  });
  const title = `All statistics, ${row.start} to ${row.end}`;
  return scrollRegion(
    title,
    h(
      'table',
      { id: 'statistics' },
      h('caption', {}, title),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['Statistic', 'Value', 'Key', 'Estimator'].map((head) =>
            h('th', { scope: 'col', class: head === 'Value' ? 'number' : 'text' }, head),
          ),
        ),
      ),
      h('tbody', {}, ...lines),
    ),
  );
}
