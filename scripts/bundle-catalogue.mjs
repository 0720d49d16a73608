import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * esbuild plugin: `libs/factors/src/catalogue.ts` lists its folder when it runs, which a bundle no longer has; here the
 * list is written into the bundle as imports.
 */
export const factorCatalogue = {
  name: 'factor-catalogue',
  setup(build) {
    build.onLoad({ filter: /factors[\\/]src[\\/]catalogue\.ts$/ }, ({ path }) => {
      const files = readdirSync(join(dirname(path), 'catalogue')).filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
      );
      const imports = files.sort().map((file, at) => `import factor${at} from './catalogue/${file}';`);
      const list = files.map((_, at) => `factor${at}`).join(', ');
      return {
        contents: `${imports.join('\n')}\nexport const catalogue = [${list}];`,
        loader: 'ts',
        resolveDir: dirname(path),
      };
    });
  },
};
