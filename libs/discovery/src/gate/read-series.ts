import { Evaluator, ExpressionPool, parseFormula } from '@fm/expressions';
import { BehaviourReader, type Behaviour } from '../search/coefficients.ts';
import { directionSigns } from '../search/directions.ts';
import type { SearchView } from '../search/view.ts';

/** Formulas that are read together. */
const batch = 25;

/** What formulas, in canonical form, do over a view. */
export function readSeries(formulas: readonly string[], view: SearchView, memoryBytes: number): Behaviour[] {
  const reader = new BehaviourReader(view, new Evaluator(), memoryBytes, directionSigns(view.stocks));
  const pool = new ExpressionPool();
  const behaviours: Behaviour[] = [];
  for (let first = 0; first < formulas.length; first += batch) {
    const some = formulas.slice(first, first + batch);
    behaviours.push(
      ...reader.read(
        pool,
        some.map((formula) => parseFormula(formula, { dialect: 'canonical', pool }).expression),
      ),
    );
  }
  return behaviours;
}
