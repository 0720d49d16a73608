import { createHash } from 'node:crypto';
import { FormulaError } from '@fm/expressions';
import { combineScores } from '@fm/factor-math';
import { definitionIdentity } from '../definition-identity.ts';
import type { CharacteristicFactor, FactorType } from '../definition.ts';
import { findFactor } from '../registry.ts';
import type { FormulaText } from '../formulas/formula-text.ts';
import { valuesFormula } from '../formulas/values-formula.ts';
import { readCombination, type CombinationText, type PartText } from './combination-text.ts';

interface Part {
  readonly factor: CharacteristicFactor;
  readonly negated: boolean;
  /** Name of a factor of the catalogue, or hash of a formula, with its sign. */
  readonly key: string;
}

/**
 * The factor that a combination of factors is. Its parts are factors of the catalogue, loaded values, and formulas that the
 * text carries. They are taken in the order of what they are, so that every spelling of a combination has the same bits.
 *
 * @param make - the factor of a formula
 * @throws FormulaError that says what is wrong and where
 */
export function combinationFactor(
  text: FormulaText,
  make: (part: FormulaText) => CharacteristicFactor,
): CharacteristicFactor {
  const read = readCombination(text.formula);
  const parts = partsOf(text, read, make);
  const factors = parts.map(({ factor }) => factor);
  const canonical = canonicalOf(read, parts);
  return {
    kind: 'characteristic',
    name: text.name,
    aliases: [],
    type: text.type ?? typeOf(factors),
    expectedSign: text.sign ?? 0,
    inputs: [...new Set([...factors.flatMap(({ inputs }) => inputs), 'adjClose' as const])].sort(),
    lookBack: 'sinceListing',
    warmUp: Math.max(...factors.map(({ warmUp }) => warmUp)),
    unit: 'a mean of normal scores',
    description: text.description ?? `The combination ${text.formula}`,
    source: text.source ?? 'A combination that a user defined.',
    undefinedWhen: 'formula_undefined',
    formulaHash: createHash('sha256').update(canonical).digest('hex'),
    madeOf: factors.map(definitionIdentity),
    comparesStocks: true,
    revision: 1,
    compute: (inputs) =>
      combineScores(
        {
          count: parts.length,
          values: (part) => (factors[part] as CharacteristicFactor).compute(inputs),
          negated: parts.map(({ negated }) => negated),
          closes: inputs.panel('adjClose'),
          ...(inputs.member !== undefined && { member: inputs.member }),
        },
        read,
      ),
  };
}

/** The one form of all spellings of a combination. */
function canonicalOf({ method, horizon, embargo }: CombinationText, parts: readonly Part[]): string {
  const rules = method === 'equal' ? [method] : [method, horizon, embargo];
  return JSON.stringify(['combine', ...rules, ...parts.map(({ key }) => key)]);
}

function partsOf(
  text: FormulaText,
  read: CombinationText,
  make: (part: FormulaText) => CharacteristicFactor,
): readonly Part[] {
  const found = new Map<string, Part>();
  for (const part of read.parts) {
    const factor = factorNamed(text, part, make);
    const own = factor.formulaHash ?? factor.name;
    if (found.has(own)) throw fault(text, part, `${part.name} is in the combination already`, 'Name each factor once.');
    found.set(own, { factor, negated: part.negated, key: `${part.negated ? '-' : '+'}${own}` });
  }
  return [...found.keys()].sort().map((own) => found.get(own) as Part);
}

function factorNamed(
  text: FormulaText,
  part: PartText,
  make: (part: FormulaText) => CharacteristicFactor,
): CharacteristicFactor {
  const carried = text.parts?.find(({ name }) => name.toLowerCase() === part.name.toLowerCase());
  const formula = carried ?? valuesFormula(part.name);
  if (formula !== undefined) return make(formula);
  const known = findFactor(part.name);
  if (known?.kind === 'characteristic') return known;
  if (known !== undefined)
    throw fault(
      text,
      part,
      `${known.name} is the return of a portfolio and gives stocks no values`,
      'Name factors that have values.',
    );
  throw fault(
    text,
    part,
    `${part.name} is not a factor of the catalogue, and the combination carries no formula of this name`,
    'Make it with `fm combine`, which looks up the formulas that are kept and those of libraries.',
  );
}

/** That of the parts; of different ones the first that is not of prices. */
function typeOf(factors: readonly CharacteristicFactor[]): FactorType {
  return factors.map(({ type }) => type).find((type) => type !== 'technical') ?? 'technical';
}

function fault(text: FormulaText, { begin, end }: PartText, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_NAME', text.formula, { begin, end }, what, remedy);
}
