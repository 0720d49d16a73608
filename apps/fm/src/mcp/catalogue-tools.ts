import { FormulaError, operators, parseFormula, type Operator } from '@fm/expressions';
import { listFactors, listVariants, type FactorDefinition } from '@fm/factors';
import { Type } from 'typebox';
import { formulaInput } from './inputs.ts';
import { tool, type Tool } from './tool.ts';

const query = Type.String({ maxLength: 200, description: 'words that must all occur; empty lists everything' });

/** Tools that need no data: what there is to choose from, and whether a formula can be read. */
export const catalogueTools: readonly Tool[] = [
  tool({
    name: 'search_factors',
    description: 'Factors of the catalogue by words of their name, description, source or type.',
    input: Type.Object({ query }, { additionalProperties: false }),
    readOnly: true,
    call: async (given) =>
      [...listFactors(), ...listVariants()].filter((factor) => holds(textOf(factor), given.query)).map(factorData),
  }),
  tool({
    name: 'search_operators',
    description: 'Operators that formulas are made of, by words of their name, summary or family.',
    input: Type.Object({ query }, { additionalProperties: false }),
    readOnly: true,
    call: async (given) =>
      operators
        .filter(({ name, aliases, summary, family }) =>
          holds([name, ...aliases, summary, family].join(' '), given.query),
        )
        .map(operatorData),
  }),
  tool({
    name: 'check_formula',
    description: 'Checks a formula: returns its canonical form, or what is wrong and where. Nothing is computed.',
    input: Type.Object(formulaInput, { additionalProperties: false }),
    readOnly: true,
    call: async ({ formula, dialect }) => {
      try {
        const { canonical, hash, lookBack, inputs } = parseFormula(formula, dialect === undefined ? {} : { dialect });
        return { valid: true, canonical, hash, lookBack, inputs };
      } catch (thrown) {
        if (!(thrown instanceof FormulaError)) throw thrown;
        const { code, what, where, remedy } = thrown;
        return { valid: false, code, what, where, remedy };
      }
    },
  }),
];

function holds(text: string, words: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

function textOf({ name, aliases, description, source, type }: FactorDefinition): string {
  return [name, ...aliases, description, source, type].join(' ');
}

function factorData({ name, type, description, source, expectedSign, inputs, aliases }: FactorDefinition) {
  return { name, type, description, source, expectedSign, inputs, aliases };
}

function operatorData({ name, aliases, symbol, family, args, params, summary, definition, nanRule }: Operator) {
  return { name, aliases, symbol, family, arguments: args, parameters: params, summary, definition, missing: nanRule };
}
