import { parseFormula, type Expression, type ExpressionPool } from '@fm/expressions';
import { uniformsAt } from '@fm/factor-math';
import { enumerateSmall } from '../grammar/enumerate.ts';
import type { Grammar } from '../grammar/grammar.ts';
import { anyUnit, grow, type Garden } from '../grammar/grow.ts';
import { fits } from '../grammar/shape.ts';
import { unitOf } from '../grammar/typing.ts';
import { cross, mutate } from '../grammar/vary.ts';
import type { Elite } from './archive.ts';
import { enumeratedSlots, type SearchPlan } from './plan.ts';

/** Elites that compete for being varied. */
const tournament = 3;

/** Deepest formula that is grown at once. */
const growthDepth = 3;

/** A formula that was drawn, and whether it was proposed by a person or a model. */
export interface Drawn {
  readonly formula: Expression;
  readonly proposed: boolean;
}

/** Draws the candidates of one island and epoch: each a pure function of the run, its slot and the elites there are. */
export class CandidateSource {
  readonly #pool: ExpressionPool;
  readonly #grammar: Grammar;
  readonly #plan: SearchPlan;
  readonly #small: readonly Expression[];

  constructor(pool: ExpressionPool, grammar: Grammar, plan: SearchPlan) {
    this.#pool = pool;
    this.#grammar = grammar;
    this.#plan = plan;
    this.#small = enumerateSmall(pool, grammar);
  }

  /** The candidate of a slot; undefined where what was drawn is not a formula that a search takes. */
  draw(island: number, epoch: number, slot: number, elites: readonly Elite[]): Drawn | undefined {
    const { islands, slots, proposed } = this.#plan;
    const place = (epoch * slots + slot) * islands + island;
    const given = proposed[place];
    if (given !== undefined) return { formula: this.#read(given), proposed: true };
    const small = place < enumeratedSlots(this.#plan) ? this.#small[place - proposed.length] : undefined;
    if (small !== undefined) return { formula: small, proposed: false };
    const uniform = uniformsAt(this.#plan.key, island, epoch, slot);
    const garden: Garden = { pool: this.#pool, grammar: this.#grammar, uniform };
    const formula = this.#vary(garden, elites);
    const taken = formula !== undefined && fits(formula) && formula.kind === 'panel';
    return taken && unitOf(formula, this.#grammar.fields) !== undefined ? { formula, proposed: false } : undefined;
  }

  #vary(garden: Garden, elites: readonly Elite[]): Expression | undefined {
    const u = garden.uniform();
    try {
      if (elites.length === 0 || u < 0.15) return grow(garden, anyUnit(garden), growthDepth);
      if (u < 0.55) return mutate(garden, this.#select(garden, elites));
      if (u < 0.9) return cross(garden, this.#select(garden, elites), this.#select(garden, elites));
      const other = this.#small[Math.floor(garden.uniform() * this.#small.length)] as Expression;
      return cross(garden, other, this.#select(garden, elites));
    } catch (error) {
      // Numbers that make no finite number, or a unit that no field has: the draw is lost.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #select({ uniform }: Garden, elites: readonly Elite[]): Expression {
    // Elites are sorted, best first.
    let best = elites.length;
    for (let k = 0; k < tournament; k++) best = Math.min(best, Math.floor(uniform() * elites.length));
    return this.#read((elites[best] as Elite).formula);
  }

  #read(formula: string): Expression {
    return parseFormula(formula, { dialect: 'canonical', pool: this.#pool }).expression;
  }
}
