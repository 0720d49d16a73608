import type { ObjectStore } from '@fm/object-store';
import { FmError, messageOf } from '@fm/platform';
import { count, objectWith, StoredJson, text } from '@fm/platform/stored-json';

/** A job that failed, as it is kept in the run folder: there even when the warehouse cannot be reached. */
export interface Failure {
  readonly command: string;
  readonly index: number;
  readonly attempt: number;
  readonly code: string;
  readonly message: string;
}

const storedFailure = new StoredJson<Failure>(
  'the failure of a job',
  objectWith({ command: text, index: count, attempt: count, code: text, message: text }),
);

/** Keeps why a job failed as `failures/<command>-<index>-<attempt>.json`. */
export async function keepFailure(
  store: ObjectStore,
  job: Pick<Failure, 'command' | 'index' | 'attempt'>,
  thrown: unknown,
): Promise<void> {
  const code = thrown instanceof FmError ? thrown.code : 'UNEXPECTED';
  const failure: Failure = { ...job, code, message: messageOf(thrown) };
  await store.putIfAbsent(`failures/${job.command}-${job.index}-${job.attempt}.json`, JSON.stringify(failure));
}

/** Failures that are read: what they say repeats itself in a run whose every slice fails. */
const read = 1000;

/** The last failure of every job that had one, in the order of the run. */
export async function readFailures(store: ObjectStore): Promise<Failure[]> {
  const last = new Map<string, Failure>();
  let count = 0;
  for await (const { key } of store.list('failures/')) {
    if (++count > read) break;
    const object = await store.get(key);
    if (object === undefined) continue;
    const failure = storedFailure.read(object.body.toString(), `${store.url}/${key}`);
    const job = `${failure.command}-${failure.index}`;
    if ((last.get(job)?.attempt ?? 0) < failure.attempt) last.set(job, failure);
  }
  const order = ['validate', 'plan', 'panels', 'compute', 'test', 'summarise', 'publish'];
  return [...last.values()].sort((a, b) => order.indexOf(a.command) - order.indexOf(b.command) || a.index - b.index);
}
