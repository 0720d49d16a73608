import type { Panel } from '@fm/factor-math';
import type { Draws } from './draws.ts';

/**
 * How returns are drawn, always with a mean of zero: `iid` normal and independent; `garch` a market, five sectors and each
 * stock with variances that follow GARCH(1, 1) (Bollerslev 1986) and fat-tailed shocks; `serial` the same parts, normal,
 * each with an autocorrelation.
 */
export type ReturnKind = 'iid' | 'garch' | 'serial';

export const returnKinds: readonly ReturnKind[] = ['iid', 'garch', 'serial'];

const sectors = 5;
const [marketVolatility, sectorVolatility, ownVolatility] = [0.009, 0.005, 0.015];

/**
 * Returns that no signal depends on: days x stocks, the first session missing. The first stock has nothing in common with the
 * others, so that it has no beta on any portfolio of these.
 */
export function inventedReturns(kind: ReturnKind, days: number, stocks: number, draws: Draws): Panel {
  const values = new Float64Array(days * stocks).fill(NaN);
  const market = seriesOf(kind, marketVolatility, draws);
  const bySector = Array.from({ length: sectors }, () => seriesOf(kind, sectorVolatility, draws));
  const own = Array.from({ length: stocks }, () => seriesOf(kind, ownVolatility, draws));
  for (let t = 1; t < days; t++) {
    const whole = kind === 'iid' ? 0 : market();
    const parts = bySector.map((next) => (kind === 'iid' ? 0 : next()));
    for (let i = 0; i < stocks; i++) {
      const beta = 0.6 + (0.8 * i) / stocks;
      const common = i === 0 ? 0 : beta * whole + (parts[i % sectors] as number);
      values[t * stocks + i] = common + (own[i] as () => number)();
    }
  }
  return { days, stocks, values };
}

/** The next value of a series, each time it is called. */
function seriesOf(kind: ReturnKind, volatility: number, { normal, fatTailed }: Draws): () => number {
  if (kind === 'iid') return () => volatility * normal();
  if (kind === 'serial') {
    const memory = 0.1;
    let before = volatility * normal();
    return () => (before = memory * before + volatility * Math.sqrt(1 - memory * memory) * normal());
  }
  const [news, memory] = [0.08, 0.9];
  let variance = 1;
  let shock = fatTailed();
  const next = (): number => {
    variance = 1 - news - memory + (news * shock * shock + memory) * variance;
    shock = fatTailed();
    return volatility * Math.sqrt(variance) * shock;
  };
  // The variance begins as it has long been.
  for (let k = 0; k < 50; k++) next();
  return next;
}
