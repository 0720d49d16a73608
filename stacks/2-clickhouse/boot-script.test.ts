import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { bootScript, type BootVariable } from './boot-script.ts';

const names: BootVariable[] = [
  'REGION',
  'VERSION',
  'VOLUME_ID',
  'HOST_NAME',
  'DATABASE',
  'WRITER',
  'WRITER_SECRET',
  'READER',
  'READER_SECRET',
  'CA_SECRET',
  'METRIC_NAMESPACE',
];
const script = bootScript(
  Object.fromEntries(names.map((name) => [name, `value-of-${name}`])) as Record<BootVariable, string>,
);
/** What Terraform makes of it: its escapes undone. */
const rendered = script.replaceAll('$${', () => '${').replaceAll('%%{', '%{');

test('the boot script is sound Bash after Terraform has rendered it', () => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: rendered, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('no shell expansion is left that Terraform would take for its own', () => {
  expect(script.replaceAll('$${', '')).not.toContain('${');
});

test('the boot script fits into user data', () => {
  expect(Buffer.byteLength(rendered)).toBeLessThan(16 * 1024);
});
