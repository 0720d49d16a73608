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
  /** How many times as large the last point is as the first, and how many times the processor time it takes. */
  readonly sizeTimes: number;
  readonly costTimes: number;
  /** Power of the size by which the processor time grows from the first point to the last: 1 is linear, less is better. */
  readonly power: number;
  /**
   * Seconds of processor that one more takes at the last step, over those at the first: what every run costs, however
   * small, does not hide a growth here. 1 is linear, less is sub-linear.
   */
  readonly lastOverFirstUnit: number;
}

/**
 * Cost of `fm mine` against factors, stocks, days and overlapping ranges, one curve each. All runs take one thread: the
 * command chooses more for the larger ones, and the start of a thread would look like a cost of the size.
 */
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
        if (isHere && !measured.has(keyOf(size))) measured.set(keyOf(size), await measureMine(home, size, { jobs: 1 }));
      }
    });
  }
  const curve = (name: Dimension): Curve => {
    const points = steps[name].map((value) => measured.get(keyOf({ ...middle, [name]: value })) as Measured);
    const [first, second, ...rest] = points as [Measured, Measured, ...Measured[]];
    const last = rest[rest.length - 1] as Measured;
    const beforeLast = rest[rest.length - 2] ?? second;
    const unit = (from: Measured, to: Measured): number => (to.cpuSeconds - from.cpuSeconds) / (to[name] - from[name]);
    const [sizeTimes, costTimes] = [last[name] / first[name], last.cpuSeconds / first.cpuSeconds];
    return {
      ...{ points, sizeTimes, costTimes },
      power: Math.log(costTimes) / Math.log(sizeTimes),
      lastOverFirstUnit: unit(beforeLast, last) / unit(first, second),
    };
  };
  return { factors: curve('factors'), stocks: curve('stocks'), days: curve('days'), ranges: curve('ranges') };
}

function keyOf({ factors, stocks, days, ranges, length }: Size): string {
  return [factors, stocks, days, ranges, length].join(' ');
}
