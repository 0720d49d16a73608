import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { objectStoreFailed } from './errors.ts';
import { contentHash } from './hash.ts';
import { localObjectStore } from './local.ts';

test('a writer killed at any point leaves whole objects only, and a second delivery completes them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fm-objects-'));
  const module = pathToFileURL(fileURLToPath(new URL('./local.ts', import.meta.url))).href;
  const script = `import { localObjectStore } from ${JSON.stringify(module)};
    const store = localObjectStore(${JSON.stringify(folder)});
    for (let n = 0; ; n += 1) await store.putIfAbsent('k/' + n, String(n).repeat(50_000), { n: String(n) });`;
  const store = localObjectStore(folder);
  for (const milliseconds of [300, 420, 560]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await wait(milliseconds);
    child.kill('SIGKILL');
    await ended;
  }
  await store.putIfAbsent('k/0', '0'.repeat(50_000), { n: '0' });
  let seen = 0;
  for await (const { key } of store.list('k/')) {
    const n = key.slice(2);
    expect((await store.get(key))?.hash).toBe(contentHash(n.repeat(50_000)));
    await store.putIfAbsent(key, n.repeat(50_000), { n });
    expect((await store.head(key))?.metadata).toEqual({ n });
    seen += 1;
  }
  expect(seen).toBeGreaterThan(0);
  expect((await readdir(folder)).sort()).toEqual(['.incoming', '.metadata', 'k']);
  await rm(folder, { recursive: true });
});

test('a disk that is full and a folder that may not be written are named, with what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fm-objects-'));
  await writeFile(join(folder, 'file'), '');
  // A path below a file stands for any fault of the file system: it comes the same way.
  const blocked = localObjectStore(join(folder, 'file', 'objects')).putIfAbsent('a', 'x');
  await expect(blocked).rejects.toMatchObject({
    code: 'OBJECT_STORE_FAILED',
    what: expect.stringContaining('ENOTDIR'),
    where: expect.stringContaining('file/objects'),
  });
  expect(objectStoreFailed('file:///x', 'ENOSPC', 'no space').remedy).toMatch(/Free space/);
  expect(objectStoreFailed('file:///x', 'EACCES', 'denied').remedy).toMatch(/read and write access/);
  await rm(folder, { recursive: true });
});

test('a damaged record beside an object is named, with where it lies', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fm-objects-'));
  const store = localObjectStore(folder);
  await store.putIfAbsent('a', 'x');
  const sidecar = join(folder, '.metadata', 'a.json');
  for (const damaged of ['{"hash":', '{"hash":"h"}', '[]']) {
    await writeFile(sidecar, damaged);
    await expect(store.get('a')).rejects.toMatchObject({ code: 'STORED_JSON_INVALID', where: sidecar });
  }
  await rm(folder, { recursive: true });
});
