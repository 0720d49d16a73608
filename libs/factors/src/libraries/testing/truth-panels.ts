import type { Panels } from '@fm/expressions';
import { readReal } from './formula-truth.ts';

const columns = ['open', 'high', 'low', 'close', 'volume', 'vwap'] as const;

interface Holes {
  /** Stock, first and last session without values. */
  readonly missing: readonly (readonly [number, number, number])[];
  readonly frozenPrice: number;
  /** Session and stock without volume. */
  readonly volumeMissingOnly: readonly (readonly [number, number])[];
  readonly zeroVolume: { readonly stock: number; readonly sessions: readonly [number, number] };
}

function read(name: string): { days: number; stocks: number; values: Float64Array } {
  const rows = readReal(`panel-a-${name}.csv`)
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => (cell === '' ? NaN : Number(cell))));
  return { days: rows.length, stocks: rows[0]!.length, values: Float64Array.from(rows.flat()) };
}

function panelsOf(panels: ReadonlyMap<string, Float64Array>, days: number, stocks: number): Panels {
  return {
    days,
    stocks,
    get: (key) => {
      const panel = panels.get(key);
      if (panel === undefined) throw new Error(`no panel ${key}`);
      return panel;
    },
  };
}

/** The synthetic panel without holes. */
export function readPanelA(): Panels {
  const { days, stocks } = read('close');
  return panelsOf(new Map(columns.map((name) => [name, read(name).values])), days, stocks);
}

/** The same panel with listings, suspensions, a frozen price and a stretch without volume. */
export function readPanelB(): Panels {
  const holes = JSON.parse(readReal('panel-b-holes.json')) as Holes;
  const { days, stocks } = read('close');
  const panels = new Map(columns.map((name) => [name, read(name).values]));
  for (const [name, panel] of panels) {
    for (const [stock, from, to] of holes.missing) for (let t = from; t <= to; t++) panel[t * stocks + stock] = NaN;
    const { stock, sessions } = holes.zeroVolume;
    if (name === 'volume') {
      for (let t = sessions[0]; t <= sessions[1]; t++)
        if (!Number.isNaN(panel[t * stocks + stock])) panel[t * stocks + stock] = 0;
      for (const [t, i] of holes.volumeMissingOnly) panel[t * stocks + i] = NaN;
    } else for (let t = 100; t < 130; t++) panel[t * stocks + 5] = holes.frozenPrice;
  }
  return panelsOf(panels, days, stocks);
}
