import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lambdaArtifacts, lambdaNames } from './catalogue.ts';
import { locateArtifacts } from './locate.ts';

const root = mkdtempSync(join(tmpdir(), 'fm-artifacts-'));
const write = (name: keyof typeof lambdaArtifacts, bytes: string) => {
  const file = join(root, lambdaArtifacts[name].path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
};

beforeAll(() => lambdaNames.forEach((name) => write(name, 'zip')));
afterAll(() => rmSync(root, { recursive: true }));

test('the same bytes have the same key, other bytes another one', () => {
  const before = locateArtifacts(root)['sec-filing-extract'].key;
  expect(before).toMatch(/^lambda\/sec-filing-extract\/[0-9a-f]{64}\.zip$/);
  expect(locateArtifacts(root)['sec-filing-extract'].key).toBe(before);
  write('sec-filing-extract', 'other');
  expect(locateArtifacts(root)['sec-filing-extract'].key).not.toBe(before);
});

test('a missing artifact is named, with the command that builds it', () => {
  rmSync(join(root, lambdaArtifacts['web-search-score'].path));
  expect(() => locateArtifacts(root)).toThrow(/ARTIFACT_MISSING: no built zip of web-search-score .*npm run build/);
});
