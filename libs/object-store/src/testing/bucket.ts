import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { openObjectStore } from '../open.ts';
import type { ObjectStore } from '../contract.ts';
import { startMoto } from './moto.ts';

/** A bucket of a moto_server, with the SDK of this process pointed at it. */
export interface TestBucket {
  /** `s3://raw/base`, for FM_OBJECT_STORE. */
  readonly url: string;
  readonly store: ObjectStore;
  /** Everything in the bucket as text: keys, metadata, bodies. */
  everything(): Promise<string>;
  end(): Promise<void>;
}

/** Starts moto_server with a bucket; the credentials of the process are `PLANTED-...`, so that a leak can be seen. */
export async function startBucket(): Promise<TestBucket> {
  const moto = await startMoto();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: moto.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'PLANTED-ACCESS-KEY',
    AWS_SECRET_ACCESS_KEY: 'PLANTED-SECRET-KEY',
  });
  const client = new S3Client({ forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'raw' }));
  client.destroy();
  const url = 's3://raw/base';
  const store = await openObjectStore(url);
  return {
    url,
    store,
    async everything() {
      const parts: string[] = [];
      for await (const { key } of store.list('')) {
        const object = await store.get(key);
        parts.push(key, JSON.stringify(object?.metadata), object?.body.toString('utf8') ?? '');
      }
      return parts.join('\n');
    },
    async end() {
      store.close();
      delete process.env['AWS_ENDPOINT_URL_S3'];
      await moto.stop();
    },
  };
}
