import type { Panel } from '@fm/factor-math';
import { stepPanel } from '../step-panel.ts';

/** An input made of facts that hold until the next one, with the reason wherever it has no value. */
export interface SteppedInput {
  readonly panel: Panel;
  /** Why a cell has no value. */
  whyMissing(cell: number): string;
}

/** A fact about a stock, or the reason why there is none, from a moment on. */
export interface SteppedFact {
  readonly stock: number;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** NaN where there is none. */
  readonly value: number;
  /** Why there is none. */
  readonly reason: string;
}

/**
 * Panel of the last fact known before each session's close, and the reasons beside it.
 *
 * @param before - reason of the cells before the first fact
 */
export function steppedInput(
  closes: Float64Array,
  stocks: number,
  facts: readonly SteppedFact[],
  before: string,
): SteppedInput {
  const reasons = [...new Set(facts.map((fact) => fact.reason))].sort();
  const codeOf = new Map(reasons.map((reason, code) => [reason, code]));
  const events = facts.map((fact) => ({ ...fact, period: 0 }));
  const panel = stepPanel(closes, stocks, events);
  const coded = events.map((event) => ({ ...event, value: codeOf.get(event.reason) as number }));
  let codes: Panel | undefined;
  return {
    panel,
    whyMissing(cell) {
      codes ??= stepPanel(closes, stocks, coded);
      const code = codes.values[cell] as number;
      return Number.isNaN(code) ? before : (reasons[code] as string);
    },
  };
}
