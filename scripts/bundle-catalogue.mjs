import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * esbuild plugin: `libs/factors/src/catalogue.ts` lists its folder when it runs, and `sources/source-hashes.ts` reads its
 * files, which a bundle no longer has; here the list is written into the bundle as imports, and the hashes as a table.
 */
export const factorCatalogue = {
  name: 'factor-catalogue',
  setup(build) {
    build.onLoad({ filter: /factors[\\/]src[\\/]catalogue\.ts$/ }, ({ path }) => {
      const files = factorFiles(dirname(path));
      const imports = files.map((file, at) => `import factor${at} from './catalogue/${file}';`);
      const list = files.map((file, at) => `[factor${at}, ${JSON.stringify(file)}]`).join(', ');
      const contents = `${imports.join('\n')}
export const catalogueFiles = new Map([${list}]);
export const catalogue = [...catalogueFiles.keys()];`;
      return { contents, loader: 'ts', resolveDir: dirname(path) };
    });
    build.onLoad({ filter: /factors[\\/]src[\\/]sources[\\/]source-hashes\.ts$/ }, async ({ path }) => {
      const { combinationKernels, formulaKernels, kernelFiles, sourceHash } =
        await import('../libs/factors/src/sources/source-hashes.ts');
      const files = [...factorFiles(join(dirname(path), '..')), ...kernelFiles];
      const table = JSON.stringify(Object.fromEntries(files.map((file) => [file, sourceHash(file)])));
      const contents = `const hashes = ${table};
export const formulaKernels = ${JSON.stringify(formulaKernels)};
export const combinationKernels = ${JSON.stringify(combinationKernels)};
export const sourceHash = (file) => hashes[file];`;
      return { contents, loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

/** Files of the catalogue in its order. */
function factorFiles(source) {
  const files = readdirSync(join(source, 'catalogue'));
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
}
