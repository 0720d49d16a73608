import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { readModuleText, type ModuleText } from './module-text.ts';

/** The sources of the workspace, read once. */
export class ModuleGraph {
  readonly #modules = new Map<string, ModuleText>();

  /**
   * A hash of what a module computes: its own code and that of every module of the workspace that gives it a name it uses,
   * and so on. A module that only hands names on counts as those it takes them from, so that an edit of something that is
   * not called changes nothing. Comments, layout and types of other files do not count.
   *
   * @param file - absolute path
   * @param name - one export that is meant. @default the whole module
   * @returns 64 hexadecimal digits
   */
  hash(file: string, name = '*'): string {
    const reached = new Set<string>();
    this.#reach(file, name, reached);
    const codes = [...reached].map((path) => this.#read(path).code).sort();
    return createHash('sha256').update(JSON.stringify(codes)).digest('hex');
  }

  #reach(file: string, name: string, reached: Set<string>): void {
    for (const home of this.#homesOf(file, name)) {
      if (reached.has(home)) continue;
      reached.add(home);
      for (const taken of this.#read(home).imports) {
        if (isDeclaring(taken.name)) continue;
        const next = pathOf(home, taken.from);
        if (next !== undefined) this.#reach(next, taken.name, reached);
      }
    }
  }

  /** Modules that a name of a module is declared in: one, or all that the module hands on where all of it is taken. */
  #homesOf(file: string, name: string): string[] {
    const { declares, exportsFrom, exportsAllOf } = this.#read(file);
    if (name !== '*' && declares.has(name)) return [file];
    const named = exportsFrom.filter(({ as }) => name === '*' || as === name);
    const direct = named.flatMap((taken) => this.#homesThere(file, taken.from, taken.name));
    if (name !== '*' && direct.length > 0) return direct;
    const handedOn = exportsAllOf.flatMap((from) => this.#homesThere(file, from, name));
    if (name === '*') return [file, ...direct, ...handedOn];
    // A default export, or one that is written in a way that is not known here, is the module's own.
    return handedOn.length > 0 || exportsAllOf.length > 0 ? handedOn : [file];
  }

  #homesThere(file: string, from: string, name: string): string[] {
    const next = pathOf(file, from);
    if (next === undefined) return [];
    const { declares, exportsFrom, exportsAllOf } = this.#read(next);
    const mayHave =
      name === '*' || declares.has(name) || exportsAllOf.length > 0 || exportsFrom.some(({ as }) => as === name);
    return mayHave ? this.#homesOf(next, name) : [];
  }

  #read(path: string): ModuleText {
    const known = this.#modules.get(path) ?? readModuleText(readFileSync(path, 'utf8'));
    this.#modules.set(path, known);
    return known;
  }
}

/** Functions that declare a factor pass its definition on; all they add is in the definition. */
function isDeclaring(name: string): boolean {
  return name === 'defineFactor' || name === 'definePortfolioFactor';
}

/** The file of a module of the workspace; undefined for one of Node or of a package. */
function pathOf(file: string, from: string): string | undefined {
  if (from.startsWith('.')) return resolve(dirname(file), from);
  return from.startsWith('@fm/') ? createRequire(file).resolve(from) : undefined;
}
