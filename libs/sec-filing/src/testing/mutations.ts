import { draws } from '@fm/platform/testing';

const strangers: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  'x',
  '2020-13-01',
  '2020-02-30',
  '0000-00-00',
  '9999-12-31',
  '\ud800',
  [],
  {},
  [null],
  { cik_str: 'x', ticker: 1 },
  '0000320193-22-000108',
  Number.MAX_SAFE_INTEGER,
  '2020-01-01T25:00:00.000Z',
  'a'.repeat(5000),
];

/** Broken versions of a JSON document: half of them in their structure, half in their bytes. Seeded. */
export function* mutations(document: unknown, count: number, seed: number): Generator<Buffer> {
  const random = draws(seed);
  const text = JSON.stringify(document);
  for (let made = 0; made < count; made += 1) {
    if (made % 2 === 0) {
      const copy = JSON.parse(text) as unknown;
      for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) mutateTree(copy, random);
      yield Buffer.from(JSON.stringify(copy));
    } else {
      yield mutateBytes(Buffer.from(text), random);
    }
  }
}

function mutateTree(root: unknown, random: () => number): void {
  let node = root as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(node);
    const key = keys[Math.floor(random() * keys.length)];
    if (key === undefined) return;
    const child = node[key];
    if (typeof child === 'object' && child !== null && random() < 0.85) {
      node = child as Record<string, unknown>;
      continue;
    }
    const choice = random();
    if (choice < 0.2 && Array.isArray(node)) node.splice(Number(key), 1);
    else if (choice < 0.2) delete node[key];
    else if (choice < 0.4 && Array.isArray(node)) node.push(child);
    else node[key] = structuredClone(strangers[Math.floor(random() * strangers.length)]);
    return;
  }
}

function mutateBytes(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  const choice = random();
  if (choice < 0.25) return bytes.subarray(0, at);
  if (choice < 0.5) {
    bytes[at] = Math.floor(random() * 256);
    return bytes;
  }
  const to = Math.min(bytes.length, at + 1 + Math.floor(random() * 20));
  const insertion = choice < 0.75 ? Buffer.alloc(0) : bytes.subarray(at, to);
  return Buffer.concat([bytes.subarray(0, at), insertion, bytes.subarray(choice < 0.75 ? to : at)]);
}
