import { ownSemantics } from './semantics.ts';
import type { CallRule, Dialect } from './dialect.ts';

/** `min(x, 5)` of a paper is over five days; `min(x, y)` and `min(x, 0.5)` are of the same cell. */
function extreme(rolling: string): CallRule {
  return (resolver, call) => {
    const days = call.args[1]?.value;
    const isWindow =
      call.args.length === 2 && days?.type === 'number' && Number.isInteger(days.value) && days.value >= 2;
    return isWindow ? resolver.operator(rolling, call) : undefined;
  };
}

const functions = { min: extreme('ts_min'), max: extreme('ts_max') };

/** As papers and BRAIN write formulas: 101 Formulaic Alphas and the like are read unchanged. */
export const paperDialect: Dialect = {
  name: 'paper',
  summary: 'Infix with ?: and paper names; a window that is not whole is cut, min(x, 5) is over five days.',
  semantics: { ...ownSemantics, window: 'floor' },
  functions,
};

/** The same text as most implementations compute it. */
export const streetDialect: Dialect = {
  name: 'street',
  summary: 'The paper dialect with rounded windows and ts_rank from 1 to d, as most implementations have it.',
  semantics: { ...ownSemantics, window: 'round', tsRankScale: 'count' },
  functions,
};
