/**
 * A program or the module of a thread that lies beside a module: as source in development, as a bundle of its own in what
 * ships.
 *
 * @param module - `import.meta.url` of the module that asks
 * @param name - of the file, without its extension
 */
export function programBeside(module: string, name: string): URL {
  return new URL(`./${name}.${module.endsWith('.ts') ? 'ts' : 'mjs'}`, module);
}
