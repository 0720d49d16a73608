import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

test('secrets are redacted, at the top and nested, and lines go to standard error', () => {
  const module = fileURLToPath(new URL('./logger.ts', import.meta.url));
  const script = `import { createLogger } from ${JSON.stringify(module)};
    createLogger('t').info({ password: 'PLANTED1', request: { authorization: 'PLANTED2', deep: { apiKey: 'PLANTED3' } }, kept: 1 }, 'hi');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, FM_LOG_LEVEL: 'info' },
  });
  expect(run.stderr).toContain('"kept":1');
  expect(run.stderr).not.toContain('PLANTED');
  expect(run.stdout).toBe('');
});

test('a log on a full disk neither ends nor holds up the process', () => {
  const module = fileURLToPath(new URL('./logger.ts', import.meta.url));
  const script = `import { createLogger } from ${JSON.stringify(module)};
    createLogger('t').info('a line'); process.stdout.write('went on');`;
  const full = openSync('/dev/full', 'w');
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', full],
    env: { ...process.env, FM_LOG_LEVEL: 'info' },
    timeout: 20_000,
  });
  closeSync(full);
  expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 0, stdout: 'went on' });
});
