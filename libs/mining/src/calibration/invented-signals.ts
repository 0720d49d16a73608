import type { Panel } from '@fm/factor-math';
import type { Draws } from './draws.ts';

/**
 * How an uninformative signal is drawn: `iid`, `persistent` (first-order autocorrelation 0.97), `fewValued`: four
 * values of a persistent one.
 */
export type SignalKind = 'iid' | 'persistent' | 'fewValued';

export const signalKinds: readonly SignalKind[] = ['iid', 'persistent', 'fewValued'];

const memory = 0.97;

/** A signal drawn independently of all returns, days x stocks. */
export function inventedSignal(kind: SignalKind, days: number, stocks: number, { normal }: Draws): Panel {
  const values = new Float64Array(days * stocks);
  const shock = Math.sqrt(1 - memory * memory);
  for (let cell = 0; cell < values.length; cell++) {
    values[cell] =
      kind === 'iid' || cell < stocks ? normal() : memory * (values[cell - stocks] as number) + shock * normal();
  }
  return kind === 'fewValued' ? { days, stocks, values: values.map(levelOf) } : { days, stocks, values };
}

function levelOf(value: number): number {
  return value < -0.5 ? 1 : value < 0.2 ? 2 : value < 0.9 ? 3 : 4;
}
