import { createHash } from 'node:crypto';
import { transformSync, version } from 'esbuild';

const options = { loader: 'ts', format: 'esm', target: 'node22', sourcemap: 'inline' };

/** Jest transformer that removes types with esbuild, the bundler of what ships. */
export default {
  process(source, path) {
    return { code: transformSync(source, { ...options, sourcefile: path }).code };
  },
  getCacheKey(source, path) {
    return createHash('sha256').update(version).update(path).update(source).digest('hex');
  },
};
