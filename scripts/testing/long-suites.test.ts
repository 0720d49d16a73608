import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { longSuites } from './long-suites.mjs';

test('every suite that is known to be long exists', () => {
  const missing = Object.keys(longSuites).filter(
    (path) => !existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))),
  );
  expect(missing).toEqual([]);
});
