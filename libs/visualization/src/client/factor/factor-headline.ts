import { adjustedP, deflatedSharpe, netOfHolder, sideOf, whyUntested } from '@fm/results/evidence';
import type { FactorBody } from '../../api/factor-schemas.ts';
import type { SummaryRow, VerdictRow } from '../../api/schemas.ts';
import { coefficientOf, premiumInterval, statistic, type StoredCoefficient } from '../../data/stored-statistics.ts';
import { formatValue, intervalText, type Quantity } from '../../format.ts';
import { h } from '../browser/dom.ts';
import { signWordsOf, verdictBadge } from '../verdicts/verdict-words.ts';

interface Fact {
  readonly name: string;
  readonly value: number | null;
  readonly quantity: Quantity;
  readonly beside: string;
}

/** The numbers of a factor over one date range that a reader asks for first. */
export function factorHeadline({ verdict }: FactorBody, row: SummaryRow): HTMLElement {
  return h(
    'section',
    { class: 'panel', id: 'headline', 'aria-label': `Headline numbers, ${row.start} to ${row.end}` },
    h(
      'dl',
      { class: 'facts' },
      ...(verdict ? [fact('Verdict', verdictBadge(verdict.belief), besideVerdict(verdict))] : []),
      ...factsOf(row).map(({ name, value, quantity, beside }) =>
        fact(name, formatValue(value, quantity), beside, value),
      ),
    ),
  );
}

function besideVerdict(verdict: VerdictRow): string {
  const { caveats, sameSign, otherRanges } = verdict;
  const agreement = otherRanges === 0 ? 'one date range' : `same sign in ${sameSign} of ${otherRanges} other ranges`;
  const against = caveats.length === 0 ? [] : [`against it: ${caveats.join(', ')}`];
  return [...against, `sign in the literature: ${signWordsOf(verdict).join(', ')}`, agreement].join('; ');
}

function factsOf(row: SummaryRow): Fact[] {
  const { low, high } = premiumInterval(row);
  const coefficient = coefficientOf(row);
  const between = low === null ? 'no interval' : `95 %: ${intervalText(low, high)}`;
  return [
    { name: 'Premium per year', value: row.premium, quantity: 'percent', beside: between },
    {
      name: 't of the premium',
      value: row.premiumTStat,
      quantity: 'tStatistic',
      beside: pText(row),
    },
    ...(coefficient === undefined
      ? []
      : [
          {
            name: `IC at ${coefficient.horizon} sessions`,
            value: coefficient.mean,
            quantity: 'ratio' as const,
            beside: untestedText(row, coefficient) ?? `p ${formatValue(coefficient.pValue, 'pValue')}`,
          },
          {
            name: 'Premium after costs',
            value: netOfHolder(row),
            quantity: 'percent' as const,
            beside: `held ${sideOf(row.premium) ?? 'on no side'}, turnover ${formatValue(statistic(row, 'turnover'), 'percent')} per session`,
          },
        ]),
    {
      name: 'Sharpe ratio',
      value: row.sharpe,
      quantity: 'tStatistic',
      beside: deflatedText(row),
    },
    {
      name: 'Max. drawdown',
      value: row.maxDrawdown,
      quantity: 'percent',
      beside: `volatility ${formatValue(row.volatility, 'percent')} per year`,
    },
    {
      name: 'Mean t of the stocks',
      value: row.meanTStat,
      quantity: 'tStatistic',
      beside: significantText(row),
    },
  ];
}

/** The p-value of the premium, and over the sample what all trials leave of it. */
function pText(row: SummaryRow): string {
  const p = `p ${formatValue(statistic(row, 'premiumPValue'), 'pValue')}`;
  const adjusted = adjustedP(row);
  return adjusted === undefined ? p : `${p}, adjusted for all trials ${formatValue(adjusted, 'pValue')}`;
}

function deflatedText(row: SummaryRow): string {
  const deflated = deflatedSharpe(row);
  return deflated === undefined ? 'per year' : `per year; deflated for all trials ${formatValue(deflated, 'share')}`;
}

function untestedText(row: SummaryRow, { horizon }: StoredCoefficient): string | undefined {
  const reason = whyUntested(row, horizon);
  return reason === undefined ? undefined : `no p: ${reason}`;
}

/** Stocks with a significant beta; where the run counted them, on the factor return without their own position. */
function significantText(row: SummaryRow): string {
  const exSelf = statistic(row, 'significantExSelfAdjusted');
  return exSelf === null
    ? `${row.significantAdjusted} of ${row.stocks} stocks significant after adjustment, their own position included`
    : `${exSelf} of ${row.stocks} stocks significant after adjustment, their own position left out`;
}

function fact(name: string, text: string | HTMLElement, beside: string, value: number | null = null): HTMLElement {
  const content = h('dd', {}, text, h('small', {}, beside));
  if (value !== null) content.dataset['value'] = String(value);
  return h('div', {}, h('dt', {}, name), content);
}
