import type { Expression } from '@fm/expressions';
import type { FactorInputs, LookBack } from '../definition.ts';
import { isValuesInput, type InputName } from '../inputs/index.ts';
import { factorOfField } from './fields.ts';
import { filingLeaf } from './filing-leaf.ts';
import { priceLeaf } from './price-leaf.ts';

/** How the panels of a run give what a formula reads. */
export interface Leaf {
  readonly inputs: readonly InputName[];
  readonly lookBack: LookBack;
  /** Values, sessions x stocks, NaN where missing. */
  make(inputs: FactorInputs): Float64Array;
}

/** The leaf of a node that is read and not computed; undefined where the platform has no data for it. */
export function leafOf(node: Expression): Leaf | undefined {
  if (node.operator !== 'field') return filingLeaf(node);
  const name = String(node.params[0]);
  if (isValuesInput(name)) return { inputs: [name], lookBack: 1, make: ({ panel }) => panel(name).values };
  const factor = factorOfField(name);
  if (factor === undefined) return priceLeaf(name);
  return {
    inputs: factor.inputs,
    lookBack: factor.lookBack,
    make: (inputs) => factor.compute(inputs).values,
  };
}
