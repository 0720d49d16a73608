export type { ObjectStore, StoredObject } from './contract.ts';
export { contentHash } from './hash.ts';
export { keyPart } from './key.ts';
export { localObjectStore } from './local.ts';
export { notifiedKey } from './notified-key.ts';
export { openObjectStore } from './open.ts';
export { keepRefused } from './refused.ts';
export { readUniverse } from './universe.ts';
