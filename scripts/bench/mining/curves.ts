import { measureMine, withMarket, type Measured, type Size } from './measure.ts';

const middle: Size = { factors: 13, stocks: 200, days: 2016, ranges: 30, length: 252 };

/** Sizes of each curve; the other dimensions stay at the middle one. */
const steps = {
  factors: [6, 13, 26],
  stocks: [100, 200, 400],
  days: [1008, 2016, 4032],
  ranges: [15, 30, 60, 120],
} as const;

type Dimension = keyof typeof steps;

/** The cost of a run against one dimension of its size. */
export interface Curve {
  readonly points: readonly Measured[];
  /** Power of the size by which the processor time grows from the first point to the last: 1 is linear, less is better. */
  readonly power: number;
}

/** Cost of `fm mine` against factors, stocks, days and overlapping ranges, one curve each. */
export async function costCurves(): Promise<Record<Dimension, Curve>> {
  const sizes = Object.entries(steps).flatMap(([name, values]) =>
    values.map((value) => ({ ...middle, [name]: value })),
  );
  const measured = new Map<string, Measured>();
  const markets = new Map(sizes.map(({ stocks, days }) => [`${stocks} ${days}`, { stocks, days }]));
  for (const market of markets.values()) {
    await withMarket(market.stocks, market.days, async (home) => {
      for (const size of sizes) {
        const isHere = size.stocks === market.stocks && size.days === market.days;
        if (isHere && !measured.has(keyOf(size))) measured.set(keyOf(size), await measureMine(home, size));
      }
    });
  }
  const curve = (name: Dimension): Curve => {
    const points = steps[name].map((value) => measured.get(keyOf({ ...middle, [name]: value })) as Measured);
    const [first, last] = [points[0] as Measured, points[points.length - 1] as Measured];
    return { points, power: Math.log(last.cpuSeconds / first.cpuSeconds) / Math.log(last[name] / first[name]) };
  };
  return { factors: curve('factors'), stocks: curve('stocks'), days: curve('days'), ranges: curve('ranges') };
}

function keyOf({ factors, stocks, days, ranges, length }: Size): string {
  return [factors, stocks, days, ranges, length].join(' ');
}
