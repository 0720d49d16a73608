import type { SummaryRow } from '../../api/schemas.ts';
import { formatValue } from '../../format.ts';
import { h } from '../browser/dom.ts';

/** Reasons that are named; the others are in the table of coverage. */
const mostReasons = 5;

/** Whether a run found nothing for a factor over any of its ranges. */
export function isWithoutResult(rows: readonly SummaryRow[]): boolean {
  return rows.every(({ premium }) => premium === null);
}

/** Why there is no result, the reason that cost most first. */
export function reasonsOf({ coverage }: Pick<SummaryRow, 'coverage'>): string[] {
  return [...coverage.drops]
    .sort((a, b) => b.count - a.count)
    .slice(0, mostReasons)
    .map(({ reason, unit, count }) => `${reason}: ${formatValue(count, 'count')} ${unit}`.trim());
}

/** What a page says first about a factor without a result. */
export function noResultPanel(row: SummaryRow): HTMLElement {
  const { sessions, sessionsWithReturn } = row.coverage;
  const reasons = reasonsOf(row);
  return h(
    'section',
    { class: 'panel problem', id: 'no-result', 'aria-label': 'Why there is no result' },
    h('h2', {}, 'There is no result for this factor'),
    h(
      'p',
      {},
      `From ${row.start} to ${row.end} it has a return on ${formatValue(sessionsWithReturn ?? 0, 'count')} of ` +
        `${formatValue(sessions, 'count')} sessions. `,
      reasons.length === 0 ? 'The run recorded no reason.' : 'What was missing:',
    ),
    h('ul', {}, ...reasons.map((reason) => h('li', {}, reason))),
    h('p', {}, h('a', { href: '/data' }, 'Data health'), ' shows what the warehouse holds.'),
  );
}
