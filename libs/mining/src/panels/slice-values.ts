import { missingPanel, type Panel } from '@fm/factor-math';
import { contentHash, keyPart, type ObjectStore } from '@fm/object-store';
import type { RunPlan } from '../request/plan.ts';
import type { GivenValues } from '../slices/perform-slice.ts';
import { sizeOf, type Slice } from '../slices/slice.ts';
import { arrowOf, columnsOfArrow } from './arrow.ts';

/**
 * Values that compute slices made, kept as objects for the tests of the run, which then do not read them back from rows.
 *
 * - `<run>/values/<factor>/<hash of the slice's id>.arrow`: column `value`, session by session and in each stock by stock; NaN is missing
 * - `<run>/first/<factor>/<hash of the slice's id>.arrow`: column `session`, for each stock the place of its first value among all sessions of the
 *   run; -1 for none
 */
export class SliceValues {
  readonly #store: ObjectStore;
  readonly #plan: RunPlan;

  /** @param store - where the objects of all runs are */
  constructor(store: ObjectStore, plan: RunPlan) {
    this.#store = store;
    this.#plan = plan;
  }

  /** Keeps what a compute slice made: the panel of its sessions and stocks. */
  async keep(slice: Slice, { stocks, values }: Panel): Promise<void> {
    const session = new Int32Array(stocks).fill(-1);
    const value = values.map((one, cell) => {
      if (!Number.isFinite(one)) return NaN;
      const stock = cell % stocks;
      if (session[stock] === -1) session[stock] = slice.sessions.from + Math.floor(cell / stocks);
      return one;
    });
    await this.#store.putIfAbsent(this.#key('values', slice), arrowOf({ value }));
    await this.#store.putIfAbsent(this.#key('first', slice), arrowOf({ session }));
  }

  /**
   * What a test reads of the compute slices of its factor, the same as rows would give; undefined where one of them left no
   * object.
   *
   * @param made - all compute slices of the factor
   */
  async read({ load }: Slice, made: readonly Slice[]): Promise<GivenValues | undefined> {
    const stocks = this.#plan.symbols.length;
    const panel = missingPanel(sizeOf(load), stocks);
    const begins = new Int32Array(stocks).fill(-1);
    for (const slice of made) {
      if (slice.sessions.from > load.to) continue;
      const first = (await this.#column('first', slice)) as Int32Array | undefined;
      if (first === undefined) return undefined;
      first.forEach((session, at) => {
        if (session < 0 || session > load.to) return;
        const [stock, own] = [slice.stocks.from + at, Math.max(0, session - load.from)];
        const known = begins[stock] as number;
        if (known < 0 || own < known) begins[stock] = own;
      });
      if (slice.sessions.to < load.from) continue;
      const values = (await this.#column('values', slice)) as Float64Array | undefined;
      if (values === undefined) return undefined;
      const width = sizeOf(slice.stocks);
      for (let t = Math.max(slice.sessions.from, load.from); t <= Math.min(slice.sessions.to, load.to); t++) {
        const row = (t - slice.sessions.from) * width;
        panel.values.set(values.subarray(row, row + width), (t - load.from) * stocks + slice.stocks.from);
      }
    }
    return { panel, begins };
  }

  async #column(kind: 'values' | 'first', slice: Slice): Promise<unknown> {
    const stored = await this.#store.get(this.#key(kind, slice));
    return stored === undefined ? undefined : [...columnsOfArrow(stored.body).values()][0];
  }

  #key(kind: 'values' | 'first', { factor, id }: Slice): string {
    return `${this.#plan.runId}/${kind}/${keyPart(factor)}/${contentHash(id)}.arrow`;
  }
}
