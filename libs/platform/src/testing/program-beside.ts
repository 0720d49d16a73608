import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled } from './bundled.ts';

/** What jest puts in the place of `programBeside`: the program that lies beside the source, {@link bundled}. */
export function programBeside(module: string, name: string): URL {
  return pathToFileURL(bundled(fileURLToPath(new URL(`./${name}.ts`, module))));
}
