import { ownSemantics } from './semantics.ts';
import type { Dialect } from './dialect.ts';

/** The form in which formulas are printed and named: every choice is written out. */
export const canonicalDialect: Dialect = {
  name: 'canonical',
  summary: 'The form that formulas are printed in; min and max are always element-wise.',
  semantics: ownSemantics,
  functions: {},
};
