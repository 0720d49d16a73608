import { kernels } from '@fm/expressions';

/** What a kernel took until now. */
interface KernelCost {
  milliseconds: number;
  cells: number;
}

/** Nanoseconds a cell that the operator cannot well do without on one core: the floor of the design. */
const floors: Readonly<Record<string, number>> = { cs_rank: 12, ts_corr: 6, ts_rank: 12, decay_linear: 3 };
const floorOfOthers = 0.3;

/** Measures every kernel of this process from now on. */
export function measureKernels(): ReadonlyMap<string, KernelCost> {
  const costs = new Map<string, KernelCost>();
  for (const [name, entry] of kernels) {
    const cost = { milliseconds: 0, cells: 0 };
    const { run } = entry;
    costs.set(name, cost);
    Object.assign(entry, {
      run: (work: Parameters<typeof run>[0]) => {
        const started = performance.now();
        run(work);
        cost.milliseconds += performance.now() - started;
        cost.cells += (work.endRow - work.firstRow) * work.stocks;
      },
    });
  }
  return costs;
}

/** The ten operators that took longest: time, time per cell, and the share of the floor that they reach. */
export function costliest(costs: ReadonlyMap<string, KernelCost>): Record<string, object> {
  const sorted = [...costs].sort(([, a], [, b]) => b.milliseconds - a.milliseconds).slice(0, 10);
  return Object.fromEntries(
    sorted.map(([name, { milliseconds, cells }]) => {
      const nanosecondsPerCell = (milliseconds * 1e6) / cells;
      const floor = floors[name] ?? floorOfOthers;
      return [name, { seconds: milliseconds / 1000, nanosecondsPerCell, floor, ofFloor: floor / nanosecondsPerCell }];
    }),
  );
}
