import type { Panel } from '@fm/factor-math';
import { stepPanel } from '../step-panel.ts';

/** An input made of facts that hold until the next one, with the reason wherever it has no value. */
export interface SteppedInput {
  /** Makes the panel anew: 20 MB for 500 stocks over 20 years, so whoever needs it keeps it. */
  panel(): Panel;
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
  let byStock: readonly (readonly SteppedFact[])[] | undefined;
  return {
    panel: () =>
      stepPanel(
        closes,
        stocks,
        facts.map((fact) => ({ ...fact, period: 0 })),
      ),
    whyMissing(cell) {
      byStock ??= sortedByStock(facts, stocks);
      const close = closes[Math.floor(cell / stocks)] as number;
      return lastBefore(byStock[cell % stocks] as readonly SteppedFact[], close)?.reason ?? before;
    },
  };
}

/** Facts of each stock by the moment they became known; facts of one moment keep their order, as in the panel. */
function sortedByStock(facts: readonly SteppedFact[], stocks: number): SteppedFact[][] {
  const byStock = Array.from({ length: stocks }, (): SteppedFact[] => []);
  for (const fact of facts) byStock[fact.stock]?.push(fact);
  for (const own of byStock) own.sort((a, b) => a.knownAt - b.knownAt);
  return byStock;
}

function lastBefore(facts: readonly SteppedFact[], close: number): SteppedFact | undefined {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((facts[middle] as SteppedFact).knownAt < close) low = middle + 1;
    else high = middle;
  }
  return facts[low - 1];
}
