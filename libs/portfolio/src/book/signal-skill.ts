import { mean, rankInformationCoefficient, type BookTrade, type Panel } from '@fm/factor-math';

/** A month with the mean of the coefficients of the signals in it. */
export interface MonthlySkill {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly value: number;
  readonly signals: number;
}

/**
 * How well a signal ranked the returns it was traded for: Spearman's rank correlation of the values at the signal with
 * the returns of the stocks from its trade to the next one, at closes, averaged over the signals of each month. The
 * last trade has no next one and is left out.
 *
 * @param sessions - ISO dates of the panels
 */
export function signalSkill(
  sessions: readonly string[],
  scores: Panel,
  closes: Panel,
  trades: readonly Pick<BookTrade, 'signal' | 'session'>[],
): MonthlySkill[] {
  const { stocks } = scores;
  const count = Math.max(0, trades.length - 1);
  const [ranked, earned] = [new Float64Array(count * stocks), new Float64Array(count * stocks)];
  for (let k = 0; k < count; k++) {
    const [from, to] = [trades[k]!.session * stocks, trades[k + 1]!.session * stocks];
    for (let i = 0; i < stocks; i++) {
      ranked[k * stocks + i] = scores.values[trades[k]!.signal * stocks + i] as number;
      earned[k * stocks + i] = (closes.values[to + i] as number) / (closes.values[from + i] as number) - 1;
    }
  }
  const panel = (values: Float64Array): Panel => ({ days: count, stocks, values });
  const byMonth = new Map<string, number[]>();
  rankInformationCoefficient(panel(ranked), panel(earned)).forEach((value, k) => {
    if (Number.isNaN(value)) return;
    const month = (sessions[trades[k]!.signal] as string).slice(0, 7);
    byMonth.set(month, [...(byMonth.get(month) ?? []), value]);
  });
  return [...byMonth].map(([month, values]) => ({
    month,
    value: mean(Float64Array.from(values)),
    signals: values.length,
  }));
}
