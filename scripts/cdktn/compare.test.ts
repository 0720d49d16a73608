import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { compareSynthesized } from './compare.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

function synthesized(name: string, resource: object): string {
  mkdirSync(join(folder, name, '1-networking'), { recursive: true });
  writeFileSync(join(folder, name, '1-networking', 'cdk.tf.json'), JSON.stringify({ resource }));
  return join(folder, name);
}

test('two syntheses are the same when they differ in comments only; else every address is named', () => {
  const vpc = { cidr_block: '10.0.0.0/16' };
  const before = synthesized('before', { aws_vpc: { a: { ...vpc, '//': 1 }, b: vpc }, aws_eip: { e: {} } });
  const same = synthesized('same', { aws_vpc: { a: { ...vpc, '//': 2 }, b: vpc }, aws_eip: { e: {} } });
  const other = synthesized('other', { aws_vpc: { a: { ...vpc, x: 1 }, b: vpc, c: vpc } });
  expect(compareSynthesized(before, same)).toEqual({ missing: [], added: [], changed: [], same: 3 });
  expect(compareSynthesized(before, other)).toEqual({
    missing: ['1-networking aws_eip.e'],
    added: ['1-networking aws_vpc.c'],
    changed: ['1-networking aws_vpc.a'],
    same: 2,
  });
});
