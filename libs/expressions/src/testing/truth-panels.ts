import type { Panels } from '../expression.ts';
import { readReal } from './real-data.ts';

const folder = 'formula-truth';
const priced = ['open', 'high', 'low', 'close', 'volume', 'vwap'];

/** Files of the panel with which the vectors of formulas were made. */
export const panelFiles: readonly string[] = [
  ...priced.map((name) => `${folder}/panel-a-${name}.csv`),
  `${folder}/panel-a-meta.json`,
];

interface Meta {
  readonly sessions: number;
  readonly stocks: number;
  readonly shares: readonly number[];
  readonly sector: readonly number[];
  readonly industry: readonly number[];
  readonly subindustry: readonly number[];
}

/** Panel A: 260 sessions of 64 stocks without gaps. */
export function panelA(): Panels {
  const meta = JSON.parse(readReal(`${folder}/panel-a-meta.json`)) as Meta;
  const { sessions, stocks } = meta;
  const panels = new Map<string, Float64Array>();
  for (const name of priced) {
    const cells = readReal(`${folder}/panel-a-${name}.csv`).trim().split(/[,\n]/);
    panels.set(name, Float64Array.from(cells, Number));
  }
  for (const name of ['sector', 'industry', 'subindustry'] as const) {
    panels.set(
      name,
      Float64Array.from({ length: sessions * stocks }, (_, at) => meta[name][at % stocks]!),
    );
  }
  return completed(sessions, stocks, panels, meta.shares);
}

function completed(days: number, stocks: number, panels: Map<string, Float64Array>, shares: readonly number[]): Panels {
  const close = panels.get('close') as Float64Array;
  panels.set(
    'returns',
    close.map((value, cell) => (cell < stocks ? NaN : value / close[cell - stocks]! - 1)),
  );
  panels.set(
    'cap',
    close.map((value, cell) => value * (shares[cell % stocks] ?? NaN)),
  );
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
