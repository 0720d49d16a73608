import type { Panels } from '@fm/expressions';
import { normalDeviates } from '../timing.ts';

const names = ['open', 'high', 'low', 'close', 'volume', 'vwap', 'returns', 'cap', 'sector', 'industry', 'subindustry'];
const groups = { sector: 11, industry: 24, subindustry: 69 } as const;

/** Prices and volumes as the peers' script draws them, in shared memory, with groups and capitalisations. */
export function syntheticPanels(days: number, stocks: number): Panels {
  const normal = normalDeviates(11);
  const panels = new Map(
    names.map((name) => [name, new Float64Array(new SharedArrayBuffer(days * stocks * 8))] as const),
  );
  const get = (name: string): Float64Array => {
    const panel = panels.get(name);
    if (panel === undefined) throw new Error(`no panel ${name}`);
    return panel;
  };
  const [open, high, low, close, volume, vwap, returns, cap] = names.map(get);
  for (let cell = 0; cell < days * stocks; cell++) {
    const before = cell < stocks ? 100 : close![cell - stocks]!;
    close![cell] = before * Math.exp(0.02 * normal());
    open![cell] = close![cell]! * Math.exp(0.005 * normal());
    high![cell] = Math.max(open![cell]!, close![cell]!) * (1 + Math.abs(0.005 * normal()));
    low![cell] = Math.min(open![cell]!, close![cell]!) * (1 - Math.abs(0.005 * normal()));
    volume![cell] = Math.round(Math.exp(13 + normal()));
    vwap![cell] = ((high![cell]! + low![cell]! + close![cell]!) / 3) * (1 + 0.001 * normal());
    returns![cell] = cell < stocks ? NaN : close![cell]! / before - 1;
    cap![cell] = close![cell]! * 1e6 * (1 + (cell % stocks));
    for (const [name, count] of Object.entries(groups)) get(name)[cell] = (cell % stocks) % count;
  }
  return { days, stocks, get };
}
