import type { DetailRow, FactorBody } from '../../api/factor-schemas.ts';
import type { SummaryRow } from '../../api/schemas.ts';
import type { Column, DataTable } from '../../charts/model.ts';
import { formatValue, type Quantity } from '../../format.ts';
import { summaryColumns } from '../../statistics/statistic-names.ts';
import { h } from '../browser/dom.ts';

function columnsOf(...columns: [key: string, label: string, quantity: Quantity][]): Column[] {
  return columns.map(([key, label, quantity]) => ({ key, label, quantity }));
}

const signs = new Map([
  [1, 'positive'],
  [-1, 'negative'],
]);

/** What the factor is, and behind it where it comes from. */
export function definitionOf(definition: NonNullable<FactorBody['definition']>): HTMLElement[] {
  const { description, type, inputs, lookBack, warmUp, unit, expectedSign, source } = definition;
  const entries = [
    ['Type', type],
    ['Inputs', inputs.join(', ')],
    ['Look-back', lookBack === 'sinceListing' ? 'every session since the first price' : `${lookBack} sessions`],
    ['Warm-up', `${warmUp} sessions`],
    ['Unit', unit],
    ['Expected sign of the premium', signs.get(expectedSign) ?? 'none named by the literature'],
    ['Source', source],
  ] as const;
  return [
    h('p', { class: 'definition' }, description, ' ', h('span', { class: 'where' }, source)),
    h(
      'details',
      { class: 'rule' },
      h('summary', {}, 'Definition, inputs and source'),
      h('dl', {}, ...entries.flatMap(([term, text]) => [h('dt', {}, term), h('dd', {}, text)])),
    ),
  ];
}

/** Results of every date range. */
export function rangeTable(rows: readonly SummaryRow[]): DataTable {
  return {
    columns: [...columnsOf(['start', 'Start', 'date'], ['end', 'End', 'date']), ...summaryColumns],
    rows,
  };
}

/** Regression of each stock, the ex-self variant beside it. */
export function stockTable(rows: readonly DetailRow[]): DataTable {
  return {
    columns: columnsOf(
      ['symbol', 'Stock', 'text'],
      ['start', 'Start', 'date'],
      ['end', 'End', 'date'],
      ['observations', 'Sessions', 'count'],
      ['alpha', 'Alpha per day', 'percent'],
      ['beta', 'Beta', 'ratio'],
      ['tStat', 't', 'tStatistic'],
      ['tStatNeweyWest', 't Newey-West', 'tStatistic'],
      ['pValue', 'p-value', 'pValue'],
      ['rSquared', 'R\u00b2', 'share'],
      ['betaExSelf', 'Beta ex-self', 'ratio'],
      ['tStatExSelf', 't ex-self', 'tStatistic'],
      ['rSquaredExSelf', 'R\u00b2 ex-self', 'share'],
      ['dropReason', 'Dropped because', 'text'],
    ),
    rows: rows.map((row) => ({ ...row, dropReason: row.dropReason ?? '-' })),
  };
}

/** Sessions and stocks that could be used in each range, and every drop reason with its count. */
export function coverageTable(rows: readonly SummaryRow[]): DataTable {
  return {
    columns: columnsOf(
      ['start', 'Start', 'date'],
      ['end', 'End', 'date'],
      ['sessions', 'Sessions', 'count'],
      ['sessionsWithReturn', 'With a factor return', 'count'],
      ['meanStocks', 'Stocks per session', 'count'],
      ['minStocks', 'Least', 'count'],
      ['maxStocks', 'Most', 'count'],
      ['drops', 'Dropped', 'text'],
    ),
    rows: rows.map(({ start, end, coverage: { drops, ...counts } }) => ({
      start,
      end,
      ...counts,
      drops:
        drops.map(({ reason, unit, count }) => `${reason}: ${formatValue(count, 'count')} ${unit}`).join('; ') ||
        'nothing',
    })),
  };
}
