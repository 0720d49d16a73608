import { readFileSync } from 'node:fs';

declare const FM_BUNDLED_VERSION: string | undefined;

/** Version of the code, as results record it: of the bundle where it is one, else of the workspace. */
export const codeVersion: string =
  typeof FM_BUNDLED_VERSION === 'string'
    ? FM_BUNDLED_VERSION
    : (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
