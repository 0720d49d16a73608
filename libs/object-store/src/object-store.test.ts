import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ObjectStore } from './contract.ts';
import { contentHash } from './hash.ts';
import { openObjectStore } from './open.ts';
import { motoInstalled, motoInstallLine, startMoto, type MotoServer } from './testing/moto.ts';

interface Home {
  open(): Promise<ObjectStore>;
  /** Writes a body behind the store's back. */
  tamper(key: string, body: string): Promise<void>;
  end(): Promise<void>;
}

async function localHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'fm-objects-'));
  return {
    open: () => openObjectStore(`file:${folder}`),
    tamper: (key, body) => writeFile(join(folder, key), body),
    end: () => rm(folder, { recursive: true }),
  };
}

async function s3Home(): Promise<Home> {
  process.env['AWS_ACCESS_KEY_ID'] = 'testing';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'testing';
  const moto: MotoServer = await startMoto();
  const client = new S3Client({ endpoint: moto.endpoint, region: 'us-east-1', forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'raw' }));
  const parameters = `endpoint=${encodeURIComponent(moto.endpoint)}&region=us-east-1`;
  return {
    open: () => openObjectStore(`s3://raw/some/prefix?${parameters}`),
    async tamper(key, body) {
      const metadata = { 'fm-sha256': contentHash('something else') };
      const address = { Bucket: 'raw', Key: `some/prefix/${key}` };
      await client.send(new PutObjectCommand({ ...address, Body: body, Metadata: metadata }));
    },
    async end() {
      client.destroy();
      await moto.stop();
    },
  };
}

const homes: readonly [string, () => Promise<Home>, boolean][] = [
  ['a local folder', localHome, true],
  [motoInstalled ? 'S3' : `S3 (skipped: needs moto_server, ${motoInstallLine})`, s3Home, motoInstalled],
];

describe.each(homes)('objects in %s', (_name, makeHome, present) => {
  const check = present ? test : test.skip;
  let home: Home;
  let store: ObjectStore;
  beforeAll(async () => {
    if (!present) return;
    home = await makeHome();
    store = await home.open();
  });
  afterAll(async () => {
    if (!present) return;
    store.close();
    await home.end();
  });

  const keysOf = async (prefix: string) => {
    const keys: string[] = [];
    for await (const entry of store.list(prefix)) keys.push(entry.key);
    return keys;
  };

  check('are gone when they are removed, and may then be stored again', async () => {
    await store.putIfAbsent('gone/one', 'first', { note: 'of the first' });
    await store.remove('gone/one');
    expect(await store.get('gone/one')).toBeUndefined();
    expect(await keysOf('gone/')).toEqual([]);
    expect(await store.putIfAbsent('gone/one', 'second')).toMatchObject({ stored: true });
    expect(await store.get('gone/one')).toMatchObject({ body: Buffer.from('second'), metadata: {} });
    await store.remove('gone/never-there');
  });

  check('come back with body, size, hash and metadata', async () => {
    const metadata = { source: 'sec', 'fetched-at': '2024-01-02T00:00:00Z', note: 'Kraft Foods Größe 100 %' };
    expect(await store.putIfAbsent('a/one.json', '{"x":1}', metadata)).toEqual({
      stored: true,
      hash: contentHash('{"x":1}'),
    });
    const info = { key: 'a/one.json', size: 7, hash: contentHash('{"x":1}'), metadata };
    expect(await store.head('a/one.json')).toEqual(info);
    expect(await store.get('a/one.json')).toEqual({ ...info, body: Buffer.from('{"x":1}') });
  });

  check('are never overwritten, and the hash tells what is there', async () => {
    await store.putIfAbsent('once', 'first', { n: '1' });
    expect(await store.putIfAbsent('once', 'second', { n: '2' })).toEqual({
      stored: false,
      hash: contentHash('first'),
    });
    expect(await store.putIfAbsent('once', 'first', { n: '3' })).toEqual({ stored: false, hash: contentHash('first') });
    expect(await store.get('once')).toMatchObject({ body: Buffer.from('first'), metadata: { n: '1' } });
  });

  check('written by many at once have exactly one writer', async () => {
    const bodies = Array.from({ length: 10 }, (_, writer) => `writer ${writer}`);
    const results = await Promise.all(bodies.map((body) => store.putIfAbsent('race/x', body)));
    const winner = (await store.get('race/x'))?.hash;
    expect(results.filter((result) => result.stored)).toHaveLength(1);
    expect(bodies.map(contentHash)).toContain(winner);
    expect(new Set(results.map((result) => result.hash))).toEqual(new Set([winner]));
  });

  check('that are not there are undefined', async () => {
    expect(await store.get('no/such')).toBeUndefined();
    expect(await store.head('no/such')).toBeUndefined();
    expect(await store.stream('no/such')).toBeUndefined();
    expect(await keysOf('no/such')).toEqual([]);
  });

  check('are listed by prefix in byte order, more than one page of them', async () => {
    const keys = ['l/b/1', 'l/b.c', 'l/b-c', 'l/B', 'l/a', 'l/b/0', 'm/a'];
    for (const key of keys) await store.putIfAbsent(key, key);
    expect(await keysOf('l/')).toEqual(['l/B', 'l/a', 'l/b-c', 'l/b.c', 'l/b/0', 'l/b/1']);
    expect(await keysOf('l/b')).toEqual(['l/b-c', 'l/b.c', 'l/b/0', 'l/b/1']);
    for (let from = 0; from < 1005; from += 15)
      await Promise.all(Array.from({ length: 15 }, (_, at) => store.putIfAbsent(`many/${from + at}`, 'x')));
    expect(await keysOf('many/')).toHaveLength(1005);
  });

  check('can be streamed, and may be empty or binary', async () => {
    const body = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, at) => at % 251));
    await store.putIfAbsent('binary', body);
    await store.putIfAbsent('empty', '');
    const stream = await store.stream('binary');
    expect(stream && contentHash(await buffer(stream))).toBe(contentHash(body));
    expect(await store.get('empty')).toMatchObject({ size: 0, hash: contentHash('') });
  });

  check('that were changed behind its back are refused', async () => {
    await store.putIfAbsent('tampered', 'right');
    await home.tamper('tampered', 'wrong');
    await expect(store.get('tampered')).rejects.toMatchObject({ code: 'OBJECT_CORRUPT' });
  });

  check.each([
    '',
    '/a',
    'a/',
    'a//b',
    '../a',
    'a/../b',
    '.metadata/x',
    'a b',
    'a\\b',
    'a\0b',
    'ä',
    `${'x'.repeat(201)}`,
  ])('refuse the key %p', async (key) => {
    await expect(store.putIfAbsent(key, 'x')).rejects.toMatchObject({ code: 'OBJECT_KEY' });
    await expect(store.get(key)).rejects.toMatchObject({ code: 'OBJECT_KEY' });
  });
});

test.each(['', 'file:', 'http://bucket/x', 's3://', 'bucket'])('the address %p is refused', async (url) => {
  await expect(openObjectStore(url)).rejects.toMatchObject({ code: 'OBJECT_STORE_URL' });
});

(motoInstalled ? describe : describe.skip)('S3 that cannot be used', () => {
  let moto: MotoServer;
  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'PLANTED' });
    moto = await startMoto();
  });
  afterAll(() => moto.stop());
  const opened = (endpoint: string) =>
    openObjectStore(`s3://absent/x?endpoint=${encodeURIComponent(endpoint)}&region=us-east-1`);

  test('a bucket that is not there is named by every call', async () => {
    const store = await opened(moto.endpoint);
    const listing = async () => {
      for await (const entry of store.list('')) throw new Error(entry.key);
    };
    for (const call of [() => store.putIfAbsent('a', 'x'), () => store.get('a'), listing])
      await expect(call()).rejects.toMatchObject({
        code: 'OBJECT_STORE_FAILED',
        message: expect.stringMatching(/NoSuchBucket.*s3:\/\/absent\/x.*Check the bucket/),
      });
    store.close();
  });

  test('a service that does not answer is an error that quotes nothing of the request', async () => {
    const { s3ObjectStore } = await import('./s3.ts');
    const options = {
      bucket: 'b',
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      pathStyle: true,
      maxAttempts: 1,
    };
    const store = s3ObjectStore(options);
    const thrown: unknown = await store.get('a').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'OBJECT_STORE_FAILED', what: expect.stringContaining('ECONNREFUSED') });
    expect(inspect(thrown, { depth: null, showHidden: true })).not.toMatch(/PLANTED|Signature=/);
    store.close();
  });
});
