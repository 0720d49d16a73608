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

interface Holes {
  readonly missing: readonly (readonly [stock: number, from: number, to: number])[];
  readonly [other: string]: unknown;
}

/** File that says how panel B comes from panel A. */
export const holesFile = `${folder}/panel-b-holes.json`;

/** Panel B: panel A with late listings, suspensions, a stretch of one price and one of no volume. */
export function panelB(): Panels {
  const whole = panelA();
  const holes = JSON.parse(readReal(holesFile)) as Holes;
  const { days, stocks } = whole;
  const panels = new Map(priced.map((name) => [name, whole.get(name).slice()]));
  for (const [stock, from, to] of holes.missing) {
    for (let t = from; t <= to; t++) for (const name of priced) setCell(panels, name, t * stocks + stock, NaN);
  }
  const frozen = Number(holes['frozenPrice']);
  for (let t = 100; t <= 129; t++) {
    const cell = t * stocks + 5;
    for (const name of priced) setCell(panels, name, cell, name === 'volume' ? whole.get(name)[cell]! : frozen);
  }
  for (let t = 140; t <= 149; t++) {
    const cell = t * stocks + 12;
    if (!Number.isNaN(panels.get('volume')?.[cell])) setCell(panels, 'volume', cell, 0);
  }
  return completed(days, stocks, panels, []);
}

function setCell(panels: ReadonlyMap<string, Float64Array>, name: string, cell: number, value: number): void {
  const panel = panels.get(name);
  if (panel !== undefined) panel[cell] = value;
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
