import { defineTable } from '../contract.ts';

/** Factors that a person keeps under a name of their own. The newest version of a name counts; it may say that it was removed. */
export const keptFactorsTable = defineTable('kept_factors', {
  name: 'String',
  /** Hash of the canonical form of the formula. */
  hash: 'String',
  /** The definition as JSON. */
  definition: 'String',
  author: 'String',
  kept_at: 'DateTime64(3)',
  removed: 'Bool',
  version: 'UInt64',
});
