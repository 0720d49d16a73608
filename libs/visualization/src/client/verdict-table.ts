import type { Overview, VerdictRow } from '../api/schemas.ts';
import { formatValue, intervalText, type Quantity } from '../format.ts';
import { h } from './dom.ts';
import { scrollRegion } from './data-table.ts';
import { intervalMark, type MarkScale, scaleOf } from './interval-mark.ts';
import { queryOf, type UrlState } from './url-state.ts';
import { signText, verdictBadge, verdictRule } from './verdict-words.ts';

const heads = [
  ['Factor', 'text'],
  ['Verdict', 'text'],
  ['Premium per year', 'number'],
  ['95 % interval', 'text'],
  ['t', 'number'],
  ['p (Holm)', 'number'],
  ['Expected sign', 'text'],
  ['Ranges with this sign', 'number'],
  ['IC', 'number'],
  ['t of IC', 'number'],
  ['Premium after costs', 'number'],
  ['Deflated Sharpe', 'number'],
] as const;

/** The answer of the overview: every factor with its verdict, most believable first. */
export function createVerdictTable() {
  const title = h('h2', { id: 'verdicts-title' }, 'Verdict by factor');
  const lead = h('p', { id: 'verdicts-lead' });
  const place = h('div');
  const download = h('a', { download: 'verdicts.csv' }, 'Download CSV');
  const element = h(
    'section',
    { class: 'panel', id: 'verdicts', 'aria-labelledby': 'verdicts-title' },
    title,
    lead,
    place,
    h('div', { class: 'tools' }, verdictRule(), h('span', { class: 'downloads' }, download)),
  );
  return {
    element,
    fill({ verdicts, trials }: Overview, state: UrlState, csv: string) {
      download.href = csv;
      const believed = verdicts.filter(({ verdict }) => verdict === 'strong' || verdict === 'some').length;
      const against = verdicts.filter(({ verdict }) => verdict === 'against').length;
      lead.textContent =
        `${believed} of ${verdicts.length} ${verdicts.length === 1 ? 'factor has' : 'factors have'} evidence after adjustment for ${trials.total} trials` +
        (against > 0 ? `; ${against} against the expected sign.` : '.');
      const scale = scaleOf(
        verdicts.flatMap(({ premiumLow, premiumHigh, premium }) => [premiumLow, premiumHigh, premium]),
      );
      place.replaceChildren(
        scrollRegion(
          'Verdict by factor',
          h(
            'table',
            { class: 'verdicts' },
            h('caption', {}, captionOf(verdicts)),
            h('thead', {}, h('tr', {}, ...heads.map(([label, side]) => h('th', { scope: 'col', class: side }, label)))),
            h('tbody', {}, ...verdicts.map((row) => lineOf(row, state, scale))),
          ),
        ),
      );
    },
  };
}

function captionOf([first]: readonly VerdictRow[]): string {
  if (first === undefined) return 'No factor passes the filters';
  const horizon = first.icHorizon === null ? '' : `; IC at ${first.icHorizon} sessions`;
  return `Widest date range of each factor, ${first.start} to ${first.end} for the first${horizon}`;
}

function lineOf(row: VerdictRow, state: UrlState, scale: MarkScale): HTMLElement {
  const address = `/factors/${encodeURIComponent(row.factor)}${queryOf({ run: state['run'] ?? '' })}`;
  const { premium, premiumLow, premiumHigh } = row;
  return h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'text' }, h('a', { href: address }, row.factor), h('small', {}, row.factorType)),
    h('td', { class: 'text' }, verdictBadge(row.verdict)),
    number(premium, 'percent'),
    h(
      'td',
      { class: 'text interval' },
      intervalMark(premium, premiumLow, premiumHigh, scale),
      intervalText(premiumLow, premiumHigh),
    ),
    number(row.premiumTStat, 'tStatistic'),
    number(row.pValueHolm, 'pValue'),
    h('td', { class: 'text' }, signText(row)),
    h('td', { class: 'number' }, row.otherRanges === 0 ? 'n/a' : `${row.sameSign} of ${row.otherRanges}`),
    number(row.icMean, 'ratio'),
    number(row.icTStat, 'tStatistic'),
    number(row.netPremium, 'percent'),
    number(row.deflatedSharpe, 'share'),
  );
}

function number(value: number | null, quantity: Quantity): HTMLElement {
  const cell = h('td', { class: 'number' }, formatValue(value, quantity));
  if (value !== null) cell.dataset['value'] = String(value);
  return cell;
}
