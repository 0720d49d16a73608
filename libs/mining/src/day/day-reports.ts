import type { ObjectStore } from '@fm/object-store';
import { count, figure, listOf, objectWith, recordOf, StoredJson, text } from '@fm/platform/stored-json';
import type { DayReport } from './changes-between-days.ts';
import type { KnownState } from './known-state.ts';

interface StoredReport {
  readonly report: DayReport;
  /** State that the next report is compared with; undefined when nothing was mined. */
  readonly state?: KnownState;
}

const outcome = objectWith({
  ...{ source: text, expected: count, arrived: count },
  late: listOf(objectWith({ subject: text, reason: text })),
});

/** What a source gave on a day, as stored checks and reports have it. */
export const sourceOutcomes = listOf(outcome);

/** The report of a day, as a file and as an object. */
export const storedDayReport = new StoredJson<StoredReport>(
  'the report of a day',
  objectWith(
    {
      report: objectWith(
        { day: text, sources: sourceOutcomes, changes: listOf(text) },
        { notUsed: listOf(text), notMined: text, runId: text },
      ),
    },
    {
      state: objectWith({
        ...{ runId: text, until: text, verdicts: recordOf(text) },
        ...{ coverage: recordOf(figure), quarantine: recordOf(figure) },
      }),
    },
  ),
);

/**
 * Reports of the days in an object store, `<day>/<execution>.json`, each written once: an execution that reports twice says
 * the same twice.
 */
export class DayReports {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** State stored by the newest report of an earlier day, undefined before the first. */
  async stateBefore(day: string): Promise<KnownState | undefined> {
    const keys: string[] = [];
    for await (const { key } of this.#store.list('')) if (key.slice(0, 10) < day) keys.push(key);
    for (const key of keys.reverse()) {
      const object = await this.#store.get(key);
      if (object === undefined) continue;
      const { state } = storedDayReport.read(object.body.toString(), `${this.#store.url}/${key}`);
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
    if (before === undefined) return report;
    return storedDayReport.read(before.body.toString(), `${this.#store.url}/${key}`).report;
  }
}
