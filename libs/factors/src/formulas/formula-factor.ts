import {
  evaluateOnProcessors,
  leavesOf,
  nodesOf,
  operatorNamed,
  panelKey,
  parseFormula,
  type Expression,
  type Formula,
} from '@fm/expressions';
import type { Panel } from '@fm/factor-math';
import { combinationFactor } from '../combinations/combination-factor.ts';
import { isCombination } from '../combinations/combination-text.ts';
import type { CharacteristicFactor, FactorInputs, FactorType, LookBack } from '../definition.ts';
import { findFactor } from '../registry.ts';
import { formulaFields } from './fields.ts';
import type { FormulaText } from './formula-text.ts';
import { leafOf, type Leaf } from './leaf.ts';
import { withoutData } from './without-data.ts';

/** Families of operators that compare stocks with each other. */
const acrossStocks: readonly string[] = ['cross-section', 'group'];

/** Reads a formula with the fields of this platform. */
export function readFormula({ formula, dialect, semantics }: Omit<FormulaText, 'name'>): Formula {
  return parseFormula(formula, {
    fields: formulaFields,
    ...(dialect === undefined ? {} : { dialect }),
    ...(semantics === undefined ? {} : { semantics }),
  });
}

/**
 * The factor that a formula, or a combination, is: its inputs and its look-back follow from what it is made of.
 *
 * @throws FormulaError that says what is wrong and where, also where the platform has no data for what the formula reads
 */
export function formulaFactor(text: FormulaText): CharacteristicFactor {
  if (isCombination(text.formula)) return combinationFactor(text, formulaFactor);
  const formula = readFormula(text);
  const leaves = new Map<string, Leaf>();
  for (const node of leavesOf([formula.expression])) {
    const leaf = leafOf(node);
    if (leaf === undefined) throw withoutData(text.formula, node);
    leaves.set(panelKey(node), leaf);
  }
  const all = [...leaves.values()];
  const inputs = [...new Set(all.flatMap((leaf) => leaf.inputs))].sort();
  const lookBack: LookBack = all.some((leaf) => leaf.lookBack === 'sinceListing') ? 'sinceListing' : formula.lookBack;
  return {
    kind: 'characteristic',
    name: text.name,
    aliases: [],
    type: text.type ?? typeOf(formula),
    expectedSign: text.sign ?? 0,
    inputs,
    lookBack,
    warmUp: formula.lookBack,
    unit: 'of the formula',
    description: text.description ?? `The formula ${formula.source}`,
    source: text.source ?? 'A formula of the user.',
    undefinedWhen: 'formula_undefined',
    formulaHash: formula.hash,
    comparesStocks: nodesOf([formula.expression]).some(({ operator }) =>
      acrossStocks.includes(operatorNamed(operator).family),
    ),
    revision: 1,
    compute: (given) => computed(formula.expression, leaves, given),
  };
}

function computed(root: Expression, leaves: ReadonlyMap<string, Leaf>, inputs: FactorInputs): Panel {
  const shape = inputs.panel('close');
  const { days, stocks } = shape;
  const members = inputs.member === undefined ? {} : { members: Float64Array.from(inputs.member) };
  const panels = { days, stocks, get: (key: string) => (leaves.get(key) as Leaf).make(inputs) };
  return { days, stocks, values: evaluateOnProcessors([root], panels, members)[0] as Float64Array };
}

/** A formula that reads filings is fundamental; that of a factor is of its type. */
function typeOf({ expression }: Formula): FactorType {
  const leaves = leavesOf([expression]);
  const types = leaves.map(({ operator, params }) =>
    operator === 'field' ? (findFactor(String(params[0]))?.type ?? 'technical') : 'fundamental',
  );
  return types.find((type) => type !== 'technical') ?? 'technical';
}
