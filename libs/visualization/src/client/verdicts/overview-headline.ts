import { beliefs } from '@fm/results/evidence';
import type { Overview, VerdictRow } from '../../api/schemas.ts';
import { formatValue, intervalText } from '../../format.ts';
import { h } from '../browser/dom.ts';
import { queryOf } from '../browser/url-state.ts';

/** The answer of a run in one row: how many factors hold, the strongest of them, and over what it was judged. */
export function overviewHeadline({ verdicts, trials, run, ledger }: Overview, address: string): HTMLElement[] {
  const believed = verdicts.filter(({ belief }) => belief === 'believe');
  const counts = beliefs
    .map((belief) => [belief, verdicts.filter((row) => row.belief === belief).length] as const)
    .filter(([belief, count]) => belief !== 'believe' && count > 0)
    .map(([belief, count]) => `${count} ${belief}`);
  const best = strongest(believed, ({ premium }) => Math.abs(premium ?? 0));
  const net = strongest(believed, ({ netPremium }) => netPremium ?? 0);
  const [first] = verdicts;
  const sample = first === undefined ? 'nothing' : `${first.start.slice(0, 4)} to ${first.end.slice(0, 4)}`;
  const dates = first === undefined ? '' : `${first.start} to ${first.end}, `;
  const inLedger = ledger === undefined ? 'no ledger' : `${formatValue(ledger.trials, 'count')} in the ledger`;
  return [
    fact('Believed', `${believed.length} of ${verdicts.length}`, counts.join(', ') || 'no other verdict'),
    best === undefined
      ? fact('Largest premium believed', 'none', 'no factor is believed')
      : fact('Largest premium believed', linkTo(best, address), premiumText(best)),
    net === undefined
      ? fact('Best after costs', 'none', 'no factor is believed')
      : fact(
          'Best after costs',
          linkTo(net, address),
          `${formatValue(net.netPremium, 'percent')} a year, held ${net.side}`,
        ),
    fact('Trials', formatValue(trials.total, 'count'), inLedger),
    fact('Sample', sample, `${dates}${run.holdout === '' ? 'no hold-out' : `hold-out ${run.holdout}`}`),
  ];
}

function strongest(rows: readonly VerdictRow[], size: (row: VerdictRow) => number): VerdictRow | undefined {
  return rows.reduce<VerdictRow | undefined>(
    (most, row) => (most === undefined || size(row) > size(most) ? row : most),
    undefined,
  );
}

function premiumText({ premium, premiumLow, premiumHigh }: VerdictRow): string {
  return `${formatValue(premium, 'percent')} a year, 95 %: ${intervalText(premiumLow, premiumHigh)}`;
}

function linkTo({ factor }: VerdictRow, run: string): HTMLElement {
  return h('a', { href: `/factors/${encodeURIComponent(factor)}${queryOf({ run })}` }, factor);
}

function fact(name: string, value: string | HTMLElement, beside: string): HTMLElement {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value, h('small', {}, beside)));
}
