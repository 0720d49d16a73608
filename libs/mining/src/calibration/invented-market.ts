import type { Panel } from '@fm/factor-math';
import { defineFactor, type CharacteristicFactor } from '@fm/factors';
import type { Market } from '@fm/market';
import type { RangeOfSessions } from '@fm/results';

/** A market of given returns, weighted equally, that all stocks belong to. */
export function inventedMarket(returns: Panel): Market {
  const { days, stocks } = returns;
  const first = new Date('2000-01-03T00:00:00Z').getTime();
  return {
    sessions: Array.from({ length: days }, (_, t) => new Date(first + t * 86_400_000).toISOString().slice(0, 10)),
    symbols: Array.from({ length: stocks }, (_, i) => `S${String(i).padStart(4, '0')}`),
    riskFree: new Float64Array(days),
    returns,
    allReturns: returns,
    firstPrice: new Int32Array(stocks),
    lastPrice: new Int32Array(stocks).fill(days - 1),
    panel: () => returns,
    whyMissing: (name) => `${name}: none`,
  };
}

/** A factor that gives every stock the value that was drawn for it. */
export function inventedFactor(name: string, values: Panel): CharacteristicFactor {
  return defineFactor({
    name,
    ...{ aliases: [], type: 'technical', expectedSign: 0, inputs: [], lookBack: 0, warmUp: 0, unit: '', revision: 1 },
    ...{ description: 'a drawn signal', source: 'drawn' },
    compute: () => values,
  });
}

/** All sessions of a market that can have a return, as one range. */
export function wholeRange({ sessions }: Market): RangeOfSessions {
  const to = sessions.length - 1;
  return { from: 1, to, start: sessions[1] as string, end: sessions[to] as string };
}
