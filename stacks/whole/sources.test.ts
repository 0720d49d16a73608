import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const stacks = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(stacks, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|sh|md|json)$|Dockerfile$/.test(file) && !file.includes('node_modules'))
  .map((file) => join(stacks, file));
const sources = [...files, join(stacks, '../cdktf.json'), join(stacks, '../docs/deploy.md')];

/**
 * Blocks that settings and tests speak of: the RFC 1918 ranges, those of RFC 5737 for examples, this host, everywhere, and
 * what the tests refuse.
 */
const harmless =
  /^(10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|192\.0\.2|198\.51\.100|203\.0\.113)\.|^0\.0\.0\.0$|^8\.8\.0\.0$/;
const addresses = /(?<![\d.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:\/\d{1,2})(?![\d.])/g;

test.each([
  ['account id', (text: string) => text.match(/(?<![\d.-])\d{12}(?![\d])/g) ?? []],
  ['access key', (text: string) => text.match(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g) ?? []],
  [
    'public address block',
    (text: string) => [...text.matchAll(addresses)].map(([, ip]) => ip as string).filter(isPublic),
  ],
])('no source of the stacks holds an %s', (_what, find) => {
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.flatMap((file) => find(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`));
  expect(found).toEqual([]);
});

function isPublic(address: string): boolean {
  return !harmless.test(address);
}
