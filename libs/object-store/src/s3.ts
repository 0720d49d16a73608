import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { ObjectInfo, ObjectMetadata, ObjectStore } from './contract.ts';
import { objectCorrupt, objectStoreFailed } from './errors.ts';
import { contentHash } from './hash.ts';
import { checkedKey } from './key.ts';

/** Where and how to reach the bucket. */
export interface S3ObjectStoreOptions {
  readonly bucket: string;
  /** Put before every key, joined by a slash. @default none */
  readonly prefix?: string;
  /** Address of an S3-compatible service. @default Amazon S3, or `AWS_ENDPOINT_URL` */
  readonly endpoint?: string;
  readonly region?: string;
  /** Bucket in the path instead of the host name; needed on loopback addresses. @default false */
  readonly pathStyle?: boolean;
  /** Attempts of the SDK for each request. @default 5 */
  readonly maxAttempts?: number;
}

const hashName = 'fm-sha256';

/** Objects in an S3 bucket; `If-None-Match: *` makes the put conditional on the server. */
export function s3ObjectStore(options: S3ObjectStoreOptions): ObjectStore {
  const config: S3ClientConfig = { maxAttempts: options.maxAttempts ?? 5, forcePathStyle: options.pathStyle ?? false };
  if (options.endpoint !== undefined) config.endpoint = options.endpoint;
  if (options.region !== undefined) config.region = options.region;
  const client = new S3Client(config);
  const base = options.prefix === undefined || options.prefix === '' ? '' : `${options.prefix}/`;
  const address = (key: string) => ({ Bucket: options.bucket, Key: base + checkedKey(key) });
  const url = `s3://${options.bucket}/${options.prefix ?? ''}`;
  /** The answer, or undefined where there is nothing under the name. */
  const present = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await reading;
    } catch (thrown) {
      if (statusOf(thrown) === 404 && nameOf(thrown) !== 'NoSuchBucket') return undefined;
      throw failureOf(url, thrown);
    }
  };

  async function head(key: string): Promise<ObjectInfo | undefined> {
    const found = await present(client.send(new HeadObjectCommand(address(key))));
    if (found === undefined) return undefined;
    const hash = found.Metadata?.[hashName] ?? (await get(key))?.hash ?? '';
    return { key, size: found.ContentLength ?? 0, hash, metadata: decoded(found.Metadata) };
  }

  async function get(key: string) {
    const found = await present(client.send(new GetObjectCommand(address(key))));
    if (found?.Body === undefined) return undefined;
    const body = Buffer.from(await found.Body.transformToByteArray());
    const hash = contentHash(body);
    if (hash !== (found.Metadata?.[hashName] ?? hash)) throw objectCorrupt(key);
    return { key, size: body.length, hash, metadata: decoded(found.Metadata), body };
  }

  return {
    url,
    head,
    get,
    async putIfAbsent(key, body, metadata = {}) {
      const hash = contentHash(body);
      const put = new PutObjectCommand({
        ...address(key),
        Body: typeof body === 'string' ? Buffer.from(body) : body,
        IfNoneMatch: '*',
        Metadata: { ...encoded(metadata), [hashName]: hash },
      });
      for (;;) {
        try {
          await client.send(put);
          return { stored: true, hash };
        } catch (thrown) {
          const status = statusOf(thrown);
          if (status !== 412 && status !== 409) throw failureOf(url, thrown);
          const taken = await head(key);
          if (taken !== undefined) return { stored: false, hash: taken.hash };
          // 409: another conditional write was under way and failed; nothing is there, so ours goes again.
        }
      }
    },
    async *list(prefix) {
      const pages = paginateListObjectsV2({ client }, { Bucket: options.bucket, Prefix: base + prefix });
      for (;;) {
        const page = await pages.next().catch((thrown: unknown) => {
          throw failureOf(url, thrown);
        });
        if (page.done === true) return;
        for (const entry of page.value.Contents ?? [])
          yield { key: (entry.Key ?? '').slice(base.length), size: entry.Size ?? 0 };
      }
    },
    async stream(key) {
      const found = await present(client.send(new GetObjectCommand(address(key))));
      return found?.Body === undefined ? undefined : Readable.fromWeb(found.Body.transformToWebStream() as never);
    },
    async remove(key) {
      await present(client.send(new DeleteObjectCommand(address(key))));
    },
    close: () => client.destroy(),
  };
}

/** S3 carries metadata in headers: ASCII only. */
function encoded(metadata: ObjectMetadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, encodeURIComponent(value)]));
}

function decoded(metadata: Record<string, string> | undefined): ObjectMetadata {
  const own = Object.entries(metadata ?? {}).filter(([name]) => name !== hashName);
  return Object.fromEntries(own.map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** Only the name and status of the SDK's error: what it carries besides may quote the request. */
function failureOf(url: string, thrown: unknown): Error {
  const [name, status] = [nameOf(thrown), statusOf(thrown)];
  return objectStoreFailed(url, name, status === undefined ? `${name}, no answer` : `S3 answered ${name} (${status})`);
}

/** `AccessDenied`, or for a connection that failed the code of the system, which the SDK may have wrapped. */
function nameOf(thrown: unknown): string {
  const { name, code, message } = thrown as { name?: string; code?: string; message?: string };
  if (name !== undefined && name !== 'Error') return name;
  return code ?? /\bE[A-Z]{4,}\b/.exec(message ?? '')?.[0] ?? 'Error';
}

function statusOf(thrown: unknown): number | undefined {
  return (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
