import { FormulaError } from '@fm/expressions';
import { findLibrary, listLibraries } from '../libraries/libraries.ts';
import type { FormulaLibrary, LibraryFactor } from '../libraries/library.ts';
import { formulaFactor } from './formula-factor.ts';
import type { FormulaText } from './formula-text.ts';
import { unloadedVwap } from './unloaded.ts';

/** The formulas of a library that can be mined, and why the others cannot. */
export interface LibraryFormulas {
  readonly formulas: readonly FormulaText[];
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/**
 * The formulas of a library by its name, each named `library.factor`; undefined where there is no such library.
 *
 * @param loaded - names of the values that the warehouse has
 */
export function libraryFormulas(name: string, loaded: readonly string[] = []): LibraryFormulas | undefined {
  const library = findLibrary(name);
  if (library === undefined) return undefined;
  const formulas: FormulaText[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const text of library.factors.map((factor) => textOf(library, factor))) {
    try {
      formulaFactor(text);
      const unloaded = unloadedVwap(text, loaded);
      if (unloaded === undefined) formulas.push(text);
      else leftOut.push({ name: text.name, why: unloaded.what });
    } catch (thrown) {
      if (!(thrown instanceof FormulaError)) throw thrown;
      leftOut.push({ name: text.name, why: thrown.what });
    }
  }
  return { formulas, leftOut };
}

/** The formula of a library that is named `library.factor`, whatever the case. */
export function libraryFormula(name: string): FormulaText | undefined {
  const [first, wanted] = name.toLowerCase().split('.');
  const library = listLibraries().find((one) => one.name === first);
  const factor = library?.factors.find((one) => one.name.toLowerCase() === wanted);
  return library === undefined || factor === undefined ? undefined : textOf(library, factor);
}

function textOf({ name: library, dialect, semantics, source }: FormulaLibrary, factor: LibraryFactor): FormulaText {
  const { name, formula, sign, type, summary, published } = factor;
  return {
    name: `${library}.${name}`,
    formula,
    ...(dialect === undefined ? {} : { dialect }),
    ...(semantics === undefined ? {} : { semantics }),
    ...{ type, sign, description: summary },
    source: published === undefined ? source : `${published.paper} (${published.year})`,
  };
}
