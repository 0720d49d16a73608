import type { ObjectStore } from '@fm/object-store';
import type { DayReport } from './changes.ts';
import type { KnownState } from './known-state.ts';

interface StoredReport {
  readonly report: DayReport;
  /** State that the next report is compared with; undefined when nothing was mined. */
  readonly state?: KnownState;
}

/**
 * Reports of the days in an object store, `<day>/<execution>.json`, each written once: an execution that reports twice says
 * the same twice.
 */
export class DayReports {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** State that the newest report of an earlier day left, undefined before the first. */
  async stateBefore(day: string): Promise<KnownState | undefined> {
    const keys: string[] = [];
    for await (const { key } of this.#store.list('')) if (key.slice(0, 10) < day) keys.push(key);
    for (const key of keys.reverse()) {
      const object = await this.#store.get(key);
      const { state } = JSON.parse(object?.body.toString() ?? '{}') as Partial<StoredReport>;
      if (state !== undefined) return state;
    }
    return undefined;
  }

  /**
   * Keeps the report of an execution.
   *
   * @returns the report that is kept: this one, or the one that the execution made before
   */
  async keep(execution: string, report: DayReport, state?: KnownState): Promise<DayReport> {
    const key = `${report.day}/${execution}.json`;
    const stored: StoredReport = { report, ...(state === undefined ? {} : { state }) };
    const { stored: isNew } = await this.#store.putIfAbsent(key, JSON.stringify(stored));
    if (isNew) return report;
    const before = await this.#store.get(key);
    return before === undefined ? report : (JSON.parse(before.body.toString()) as StoredReport).report;
  }
}
