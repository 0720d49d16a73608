import { requestOf } from '@fm/mining';
import {
  changesBetween,
  checkDay,
  DayReports,
  readKnownState,
  reportLines,
  sourceOutcomes,
  type DayCheck,
  type DayReport,
} from '@fm/mining/day';
import { openObjectStore, readUniverse, type ObjectStore } from '@fm/object-store';
import { loadConfig, requiredSetting } from '@fm/platform';
import { objectWith, StoredJson, text } from '@fm/platform/stored-json';
import type { Warehouse } from '@fm/warehouse';
import { missingRequest } from './errors.ts';
import type { Done } from './job-context.ts';

type DayContext = { readonly warehouse: Warehouse; readonly store: ObjectStore };

const storedCheck = new StoredJson<DayCheck>(
  'the check of a day',
  objectWith({ sources: sourceOutcomes }, { notMined: text }),
);

const storedInput = new StoredJson<{ readonly scheduledTime?: string }>(
  'the input of an execution',
  objectWith({}, { scheduledTime: text }),
);

/** Names of what is late, and changes, that a notification lists: SNS takes 256 KiB. */
const listed = 200;

/**
 * Checks that the day's data are in: writes to `check.json` what each source gave, and to `check-outcome.json` only whether
 * that is enough, since the states of the workflow carry it.
 */
export async function checkOfDay({ warehouse, store }: DayContext): Promise<Done> {
  const config = loadConfig();
  const check = await checkDay(warehouse, await readUniverse(config), await scheduledMoment(store));
  await store.putIfAbsent('check.json', JSON.stringify(check));
  const kept = await readObject(store, 'check.json', storedCheck);
  await store.putIfAbsent('check-outcome.json', JSON.stringify({ mine: kept.notMined === undefined }));
  return { sources: check.sources.length, late: check.sources.flatMap(({ late }) => late).length };
}

/**
 * Compares what a run found with the report of an earlier day, keeps the report, and writes subject and text of its
 * notification to `report.json`.
 *
 * @param execution - name of the execution, under which the report is kept
 * @param runId - run whose results are compared; undefined where the day was not mined
 */
export async function reportOfDay(
  { warehouse, store }: DayContext,
  execution: string,
  runId: () => Promise<string>,
): Promise<Done> {
  const { sources, notMined } = await readObject(store, 'check.json', storedCheck);
  const day = (await scheduledMoment(store)).toISOString().slice(0, 10);
  const folder = await openObjectStore(requiredSetting(loadConfig(), 'reportFolder'));
  try {
    const reports = new DayReports(folder);
    const state = notMined === undefined ? await readKnownState(warehouse, await runId()) : undefined;
    const changes = state === undefined ? [] : changesBetween(await reports.stateBefore(day), state);
    const report = await reports.keep(
      execution,
      {
        ...{ day, sources, changes },
        ...(notMined === undefined ? {} : { notMined }),
        ...(state === undefined ? {} : { runId: state.runId }),
      },
      state,
    );
    const notification = { subject: subjectOf(report), text: reportLines(report, listed).join('\n') };
    await store.putIfAbsent('report.json', JSON.stringify(notification));
    return { day, changes: report.changes.length };
  } finally {
    folder.close();
  }
}

/** A subject that SNS takes: ASCII, below a hundred characters. */
function subjectOf({ day, notMined, changes }: DayReport): string {
  const counted = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  if (notMined !== undefined) return `Factors of ${day}: not mined`;
  return `Factors of ${day}: ${changes.length === 0 ? 'nothing changed' : counted}`;
}

/** The moment for which a schedule started the execution. */
async function scheduledMoment(store: ObjectStore): Promise<Date> {
  const input = await readObject(store, 'request.json', storedInput);
  requestOf(input);
  return input.scheduledTime === undefined ? new Date() : new Date(input.scheduledTime);
}

async function readObject<Value>(store: ObjectStore, key: string, stored: StoredJson<Value>): Promise<Value> {
  const object = await store.get(key);
  if (object === undefined) throw missingRequest(`${store.url}/${key}`);
  return stored.read(object.body.toString(), `${store.url}/${key}`);
}
