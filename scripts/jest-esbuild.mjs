import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync, version } from 'esbuild';

const options = { loader: 'ts', format: 'esm', target: 'node22', sourcemap: 'inline' };
const revision = readFileSync(new URL(import.meta.url));

/**
 * What every module takes from the global object once. Jest gives each test file a global object of its own, made with
 * node:vm, and each look at a name on it costs a hundred times what it costs elsewhere: loops over cells would do little
 * else than find `Math` and `NaN`. What tests replace, such as Date and the timers, is not among them.
 */
const ofTheLanguage = `
  Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Error Float32Array Float64Array Infinity
  Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise RangeError RegExp Set SharedArrayBuffer String
  Symbol TypeError Uint16Array Uint32Array Uint8Array WeakMap WeakSet`
  .trim()
  .split(/\s+/)
  .map((name) => ({ name, pattern: new RegExp(`\\b${name}\\b`) }));

function takenOnce(source) {
  const names = ofTheLanguage.filter(({ pattern }) => pattern.test(source)).map(({ name }) => name);
  return names.length === 0 ? '' : `const { ${names.join(', ')} } = globalThis;`;
}

/** Jest transformer that removes types with esbuild, the bundler of what ships. */
export default {
  process(source, path) {
    return { code: transformSync(source, { ...options, banner: takenOnce(source), sourcefile: path }).code };
  },
  getCacheKey(source, path) {
    return createHash('sha256').update(version).update(revision).update(path).update(source).digest('hex');
  },
};
