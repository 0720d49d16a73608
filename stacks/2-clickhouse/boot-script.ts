import { readFileSync } from 'node:fs';

/** The input of the boot script; none of it is secret. */
export type BootVariable =
  | 'REGION'
  | 'VERSION'
  | 'VOLUME_ID'
  | 'HOST_NAME'
  | 'DATABASE'
  | 'WRITER'
  | 'WRITER_SECRET'
  | 'READER'
  | 'READER_SECRET'
  | 'CA_SECRET'
  | 'METRIC_NAMESPACE';

const script = readFileSync(new URL('./boot.sh', import.meta.url), 'utf8');

/** User data of the host: the variables, then `boot.sh`. */
export function bootScript(variables: Readonly<Record<BootVariable, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  // In Terraform's JSON syntax `${` begins an expression; the script's own must reach the shell.
  const literal = script
    .replace(/^#!.*\n/, '')
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');
  return ['#!/bin/bash', ...lines, literal].join('\n');
}
