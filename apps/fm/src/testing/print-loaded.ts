import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/* node --import print-loaded.ts ...: writes the URL of every module that the program loaded to the file FM_TEST_LOADED. */
const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env['FM_TEST_LOADED'] as string, loaded.join('\n')));
