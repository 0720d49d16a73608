import { FormulaError } from '@fm/expressions';
import {
  findFactor,
  findLibrary,
  formulaFactor,
  libraryFormula,
  libraryFormulas,
  listFactors,
  listLibraries,
  listVariants,
  unloadedVwap,
  valuesFormula,
  valuesInput,
  type FormulaText,
} from '@fm/factors';
import { didYouMean, similarWords } from '@fm/platform/similar-words';

/** What a request says about its factors. */
export interface FactorsText {
  /** Names joined by commas, `library:NAME`, `values:NAME`, or `all`. @default the formulas, or `all` where there are none */
  readonly factors?: string;
  /** Formulas that are mined. */
  readonly formulas?: readonly FormulaText[];
  /** Formulas that are mined when they are named, as those that a warehouse keeps. */
  readonly kept?: readonly FormulaText[];
  /** Names of the values that the warehouse has; without it, formulas that read a panel are checked when the run is planned. */
  readonly loaded?: readonly string[];
}

/** The factors of a request with the definitions of those that are formulas. */
export interface FactorsRead {
  readonly factors: readonly string[];
  readonly formulas?: readonly FormulaText[];
  /** Formulas of libraries that cannot be mined, each with the reason. */
  readonly leftOut?: readonly string[];
}

const library = /^library:/i;
const formulaName = /^[A-Za-z][\w.-]*$/;

/** Reads what a request says about its factors; errors are added to the faults. */
export function readFactors(text: FactorsText, faults: string[]): FactorsRead {
  const factors = new Set<string>();
  const formulas = new Map<string, FormulaText>();
  const leftOut: string[] = [];
  const take = (formula: FormulaText): void => {
    faults.push(...formulaFaults(formula, { other: formulas.get(formula.name), loaded: text.loaded }));
    factors.add(formula.name);
    formulas.set(formula.name, formula);
  };
  text.formulas?.forEach(take);
  const named = text.factors ?? (text.formulas === undefined || text.formulas.length === 0 ? 'all' : '');
  for (const part of named.split(',').map((name) => name.trim())) {
    if (part === '' && named === '') continue;
    const kept = text.kept?.find(({ name }) => name.toLowerCase() === part.toLowerCase());
    const known = findFactor(part);
    const own = kept ?? libraryFormula(part) ?? valuesFormula(part);
    if (part.toLowerCase() === 'all') listFactors().forEach(({ name }) => factors.add(name));
    else if (known !== undefined) factors.add(known.name);
    else if (formulas.has(part)) continue;
    else if (own !== undefined) take(own);
    else if (library.test(part)) {
      const found = libraryFormulas(part.replace(library, ''), text.loaded);
      found?.formulas.forEach(take);
      leftOut.push(...(found?.leftOut ?? []).map(({ name, why }) => `${name}: ${why}`));
      if (found === undefined) faults.push(unknownLibrary(part.replace(library, '')));
    } else faults.push(unknownFactor(part, text.kept));
  }
  return {
    factors: [...factors],
    ...(formulas.size === 0 ? {} : { formulas: [...formulas.values()] }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}

/** What a formula is checked against: another one of its name, and the values that are loaded. */
interface Known {
  readonly other?: FormulaText | undefined;
  readonly loaded?: readonly string[] | undefined;
}

/** What is wrong with a formula: its name, its text, that another one has its name, or that it reads what is not loaded. */
export function formulaFaults(formula: FormulaText, { other, loaded }: Known = {}): string[] {
  const { name } = formula;
  const values = valuesInput(name);
  if (values !== undefined)
    return valuesFormula(formula.formula)?.name === values
      ? []
      : [`the formula name "${name}" means values that were loaded`];
  if (!formulaName.test(name))
    return [`the formula name "${name}" does not begin with a letter, or holds more than letters, digits, _ - and .`];
  if (name.toLowerCase() === 'all') return ['the formula name "all" means all factors'];
  const taken = findFactor(name);
  if (taken !== undefined) return [`the formula name "${name}" is that of a factor of the catalogue, ${taken.name}`];
  if (other !== undefined && other.formula !== formula.formula) return [`two formulas are named "${name}"`];
  try {
    formulaFactor(formula);
    const unloaded = loaded === undefined ? undefined : unloadedVwap(formula, loaded);
    return unloaded === undefined ? [] : [unusable(name, unloaded)];
  } catch (thrown) {
    if (!(thrown instanceof FormulaError)) throw thrown;
    return [unusable(name, thrown)];
  }
}

function unusable(name: string, { code, message }: FormulaError): string {
  return `the formula ${name} cannot be used: ${message.slice(code.length + 2)}\n`;
}

function unknownLibrary(name: string): string {
  const known = listLibraries().map((one) => one.name);
  return `the library "${name}" is unknown${didYouMean(similarWords(name, known)) || ` (known: ${known.join(', ')})`}`;
}

/** What is wrong with a name that no factor has: the factors that were probably meant, else all that there are. */
export function unknownFactor(name: string, kept: readonly FormulaText[] = []): string {
  if (findLibrary(name) !== undefined) return `"${name}" is a library of formulas: write library:${name}`;
  const catalogue = [...listFactors(), ...listVariants()].flatMap((factor) => [factor.name, ...factor.aliases]);
  const known = [...catalogue, ...kept.map((formula) => formula.name)];
  const meant = new Set(similarWords(name, known).map((word) => findFactor(word)?.name ?? word));
  const all = listFactors().map((factor) => factor.name);
  return `the factor "${name}" is unknown${didYouMean([...meant]) || ` (known: ${all.join(', ')})`}`;
}
