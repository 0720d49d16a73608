import { randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ObjectEntry, ObjectInfo, ObjectMetadata, ObjectStore, PutResult, StoredObject } from './contract.ts';
import { objectCorrupt, objectStoreFailed } from './errors.ts';
import { contentHash } from './hash.ts';
import { checkedKey } from './key.ts';
import type { Sidecar } from './sidecar.ts';

/**
 * Objects in a folder: a file per key, and its hash and metadata beside it under `.metadata`. A file appears under its
 * name only when it is complete and on disk; the name is taken by a hard link, which fails when it exists.
 */
export function localObjectStore(root: string): ObjectStore {
  const fileOf = (key: string) => join(root, checkedKey(key));
  const sidecarOf = (key: string) => join(root, '.metadata', `${checkedKey(key)}.json`);

  async function head(key: string): Promise<ObjectInfo | undefined> {
    const found = await present(stat(fileOf(key)));
    if (found === undefined || !found.isFile()) return undefined;
    const sidecar = await readSidecar(key);
    const hash = sidecar?.hash ?? contentHash(await readFile(fileOf(key)));
    return { key, size: found.size, hash, metadata: sidecar?.metadata ?? {} };
  }

  async function readSidecar(key: string): Promise<Sidecar | undefined> {
    const written = await present(readFile(sidecarOf(key), 'utf8'));
    if (written === undefined) return undefined;
    // Loaded with the first object that is read: most commands read none, and the checker has hundreds of modules.
    const { storedSidecar } = await import('./sidecar.ts');
    return storedSidecar.read(written, sidecarOf(key));
  }

  async function writeDurably(body: Uint8Array | string, place: (temporary: string) => Promise<void>): Promise<void> {
    const temporary = join(root, '.incoming', randomUUID());
    await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(body);
        await file.sync();
      } finally {
        await file.close();
      }
      await place(temporary);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async function writeSidecar(key: string, sidecar: Sidecar): Promise<void> {
    await mkdir(dirname(sidecarOf(key)), { recursive: true, mode: 0o700 });
    await writeDurably(JSON.stringify(sidecar), (temporary) => rename(temporary, sidecarOf(key)));
  }

  async function* walk(folder: string, prefix: string): AsyncGenerator<ObjectEntry> {
    const entries: Dirent[] = (await present(readdir(join(root, folder), { withFileTypes: true }))) ?? [];
    const keys = entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const key of keys) {
      if (key.endsWith('/')) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* walk(key, prefix);
      } else if (key.startsWith(prefix)) {
        const found = await present(stat(join(root, key)));
        if (found !== undefined) yield { key, size: found.size };
      }
    }
  }

  async function putIfAbsent(key: string, body: Uint8Array | string, metadata: ObjectMetadata): Promise<PutResult> {
    const hash = contentHash(body);
    const file = fileOf(key);
    const taken = await head(key);
    let stored = false;
    if (taken === undefined) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeDurably(body, async (temporary) => {
        stored = await linked(temporary, file);
      });
      if (stored) await syncFolder(dirname(file));
    }
    const now = stored ? hash : ((await head(key))?.hash ?? hash);
    // Also repairs an object whose writer was killed between the body and its sidecar.
    if (stored || (now === hash && (await readSidecar(key)) === undefined)) await writeSidecar(key, { hash, metadata });
    return { stored, hash: now };
  }

  async function get(key: string): Promise<StoredObject | undefined> {
    const body = await present(readFile(fileOf(key)));
    if (body === undefined) return undefined;
    const sidecar = await readSidecar(key);
    const hash = contentHash(body);
    if (sidecar !== undefined && sidecar.hash !== hash) throw objectCorrupt(key);
    return { key, size: body.length, hash, metadata: sidecar?.metadata ?? {}, body };
  }

  async function remove(key: string): Promise<void> {
    await rm(fileOf(key), { force: true });
    await rm(sidecarOf(key), { force: true });
  }

  const url = pathToFileURL(root).href;
  return {
    url,
    head: (key) => named(url, head(key)),
    putIfAbsent: (key, body, metadata = {}) => named(url, putIfAbsent(key, body, metadata)),
    get: (key) => named(url, get(key)),
    list: (prefix) => walk('', prefix),
    stream: async (key) => ((await named(url, head(key))) === undefined ? undefined : createReadStream(fileOf(key))),
    remove: (key) => named(url, remove(key)),
    close: () => undefined,
  };
}

/** The work; an error of the file system is named as one of the store, which says what to do. */
async function named<Value>(url: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    const { syscall, message } = thrown as { syscall?: unknown; message?: unknown };
    if (syscall !== undefined) throw objectStoreFailed(url, codeOf(thrown), String(message));
    throw thrown;
  }
}

/** The value, or undefined when the file system says that there is nothing (or a folder) under the name. */
async function present<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(thrown))) return undefined;
    throw thrown;
  }
}

/** Gives the file its name unless the name is taken. */
async function linked(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(thrown: unknown): string {
  return String((thrown as { code?: unknown }).code);
}
