import type { Readable } from 'node:stream';

/** Facts about an object that travel with it; names are lower case, values are text. */
export type ObjectMetadata = Readonly<Record<string, string>>;

/** What a listing knows of an object. */
export interface ObjectEntry {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** What is known of an object without its body. */
export interface ObjectInfo extends ObjectEntry {
  /** SHA-256 of the body, hexadecimal. */
  readonly hash: string;
  readonly metadata: ObjectMetadata;
}

/** An object with its body. */
export interface StoredObject extends ObjectInfo {
  readonly body: Buffer;
}

/** The outcome of a put. */
export interface PutResult {
  /** False when the key was taken; the object there stays as it is. */
  readonly stored: boolean;
  /** SHA-256 of the object now under the key, hexadecimal; compare it to see whether it is the same content. */
  readonly hash: string;
}

/**
 * Objects that are written once. The same contract over S3 and over a local folder.
 *
 * Keys are paths of letters, digits and `._=+@,-` joined by `/`; anything else is refused with OBJECT_KEY.
 */
export interface ObjectStore {
  /** Where the objects are: `file:///folder` or `s3://bucket/prefix`. */
  readonly url: string;
  /** Stores the body unless the key is taken; atomic and durable, even with other writers. */
  putIfAbsent(key: string, body: Uint8Array | string, metadata?: ObjectMetadata): Promise<PutResult>;
  /**
   * The object, or undefined when there is none.
   *
   * @throws OBJECT_CORRUPT when the body does not match the hash it was stored with
   */
  get(key: string): Promise<StoredObject | undefined>;
  /** What is known of the object, or undefined when there is none. */
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Objects whose key starts with the prefix, by key in byte order. */
  list(prefix: string): AsyncIterable<ObjectEntry>;
  /** The body as a stream, or undefined when there is none; its hash is not checked. */
  stream(key: string): Promise<Readable | undefined>;
  /** Removes the object, if it exists. Only for objects that can be made again. */
  remove(key: string): Promise<void>;
  /** Frees connections. */
  close(): void;
}
