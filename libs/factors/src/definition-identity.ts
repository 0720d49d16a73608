import { createHash } from 'node:crypto';
import { catalogueFiles } from './catalogue.ts';
import { computeText, type FactorDefinition } from './definition.ts';
import { combinationKernels, formulaKernels, sourceHash } from './sources/source-hashes.ts';

/**
 * What a definition is, as a hash that no edit leaves as it was: of the file of the catalogue with everything that it calls,
 * or of the canonical form of its formula with the functions that formulas are computed by. Results are kept by it, so that
 * a formula that was edited never shows its old numbers.
 *
 * @returns 64 hexadecimal digits
 */
export function definitionIdentity(definition: FactorDefinition): string {
  const { kind, inputs, lookBack, warmUp, revision } = definition;
  const computedBy = computation(definition);
  const said = JSON.stringify([kind, inputs, lookBack, warmUp, revision, computedBy]);
  return createHash('sha256').update(said).digest('hex');
}

function computation(definition: FactorDefinition): string {
  const { formulaHash, madeOf } = definition;
  if (formulaHash === undefined) return sourceOf(definition);
  if (madeOf === undefined) return `${formulaHash} ${sourceHash(formulaKernels)}`;
  return [formulaHash, ...madeOf, sourceHash(combinationKernels)].join(' ');
}

/** A definition that is of no file, as one that a program makes, is the text of its function. */
function sourceOf(definition: FactorDefinition): string {
  const file = catalogueFiles.get(definition);
  return file === undefined ? computeText(definition) : sourceHash(file);
}
