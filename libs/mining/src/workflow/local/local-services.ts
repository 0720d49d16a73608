import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectStore } from '@fm/object-store';
import { messageOf } from '@fm/platform';
import { TaskError } from './task-error.ts';

/** `s3:putObject` on an object store. A key that already has other content is refused: objects are written once. */
export async function putObject(store: ObjectStore, parameters: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { Key, Body } = parameters as { readonly Key: string; readonly Body: unknown };
  const { stored, hash } = await s3(() =>
    store.putIfAbsent(Key, typeof Body === 'string' ? Body : JSON.stringify(Body)),
  );
  const there = stored ? undefined : await s3(() => store.get(Key));
  if (there !== undefined && there.body.toString() !== (typeof Body === 'string' ? Body : JSON.stringify(Body))) {
    throw new TaskError('S3.S3Exception', `the key ${Key} holds other content`);
  }
  return { ETag: hash };
}

/** `s3:getObject` from an object store. */
export async function getObject(store: ObjectStore, parameters: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { Key } = parameters as { readonly Key: string };
  const object = await s3(() => store.get(Key));
  if (object === undefined) throw new TaskError('S3.NoSuchKeyException', `The specified key does not exist: ${Key}`);
  return { Body: object.body.toString(), ContentLength: object.size, ETag: object.hash };
}

async function s3<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    throw new TaskError('S3.SdkClientException', messageOf(thrown));
  }
}

/** `sns:publish` to a file: one JSON object a line. */
export async function publish(file: string, parameters: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { Subject, Message } = parameters as { readonly Subject: string; readonly Message: string };
  const at = new Date().toISOString();
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await appendFile(file, `${JSON.stringify({ at, subject: Subject, message: Message })}\n`);
  } catch (thrown) {
    throw new TaskError('SNS.SdkClientException', messageOf(thrown));
  }
  return { MessageId: at };
}
