/** Prints the tables of `docs/scaling.md` from what `measure.ts` measured last; with `--write` puts them there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { lastMeasured } from './measured.ts';
import { tables } from './tables.ts';

const text = tables(lastMeasured());
if (process.argv[2] === '--write') {
  const path = new URL('../../docs/scaling.md', import.meta.url).pathname;
  const document = readFileSync(path, 'utf8').replace(
    /<!-- tables -->[\s\S]*<!-- end -->/,
    () => `<!-- tables -->\n\n${text}\n\n<!-- end -->`,
  );
  writeFileSync(path, await format(document, { ...(await resolveConfig(path)), filepath: path }));
} else process.stdout.write(`${text}\n`);
