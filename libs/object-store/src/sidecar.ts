import { objectWith, recordOf, StoredJson, text } from '@fm/platform/stored-json';
import type { ObjectMetadata } from './contract.ts';

/** What is stored beside an object of a folder. */
export interface Sidecar {
  readonly hash: string;
  readonly metadata: ObjectMetadata;
}

/** Reads what is stored beside an object. */
export const storedSidecar = new StoredJson<Sidecar>(
  'what is stored beside an object',
  objectWith({ hash: text, metadata: recordOf(text) }),
);
