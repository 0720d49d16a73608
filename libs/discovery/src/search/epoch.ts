import { canonicalOf, Evaluator, ExpressionPool, type Expression } from '@fm/expressions';
import { grammarOf, type Grammar } from '../grammar/grammar.ts';
import { orderingPart } from '../grammar/same-order.ts';
import { lookBack, nodeCount } from '../grammar/shape.ts';
import { Archive, cellOf, type Elite } from './archive.ts';
import { CandidateSource } from './candidate-source.ts';
import { BehaviourReader, type Behaviour } from './coefficients.ts';
import { directionSigns } from './directions.ts';
import { fitnessOf, isJudged } from './fitness.ts';
import type { SearchPlan } from './plan.ts';
import type { SearchView } from './view.ts';

/** What an island and epoch needs beside its task; large parts are in shared memory. */
export interface EpochContext {
  readonly plan: SearchPlan;
  readonly view: SearchView;
  /** Some of the stocks, on which hopeless candidates are dropped. */
  readonly screen: SearchView | undefined;
  /** Memory for intermediate values; it changes no bit. */
  readonly memoryBytes: number;
}

/** One island in one epoch. */
export interface EpochTask {
  readonly island: number;
  readonly epoch: number;
  /** Elites of the island after the epoch before, and those that its neighbour sends. */
  readonly elites: readonly Elite[];
  readonly immigrants: readonly Elite[];
  /** Numbers of all formulas that any island has tried in epochs before. */
  readonly seen: Float64Array;
}

/** The outcome of the draws of an epoch. */
export interface EpochCounts {
  readonly drawn: number;
  /** Scored or screened: the trials. */
  readonly evaluated: number;
  /** Tried before under this or another spelling. */
  readonly duplicates: number;
  /** Left after some of the stocks. */
  readonly screened: number;
  /** Without enough values, or without variance. */
  readonly unjudged: number;
  /** Not allowed in a search: too long, or of mixed units. */
  readonly refused: number;
}

/** What an island and epoch has found: a pure function of context and task. */
export interface EpochResult {
  readonly island: number;
  readonly epoch: number;
  readonly elites: readonly Elite[];
  /** Number of each formula tried, and its t; null where it has none. */
  readonly hashes: readonly number[];
  readonly t: readonly (number | null)[];
  /** Formulas of some of the trials, see `sampleShare` of the plan. */
  readonly sample: readonly string[];
  readonly counts: EpochCounts;
}

/** Candidates that are read together and share what they have in common; they are drawn from the same elites. */
const batch = 50;

/** |t| on some of the stocks below which a candidate is dropped. */
const leastScreenT = 1;

/** The number by which a formula is known among trials: 52 bits of its hash. */
export function trialNumber(hash: string): number {
  return Number.parseInt(hash.slice(0, 13), 16);
}

/** Performs islands and epochs over one market; a thread has one. */
export class EpochRunner {
  readonly #context: EpochContext;
  readonly #grammar: Grammar;
  readonly #reader: BehaviourReader;
  readonly #screen: BehaviourReader | undefined;

  constructor(context: EpochContext) {
    const { view, screen, memoryBytes } = context;
    const evaluator = new Evaluator();
    this.#context = context;
    this.#grammar = grammarOf(view.fields);
    this.#reader = new BehaviourReader(view, evaluator, memoryBytes, directionSigns(view.stocks));
    this.#screen = screen && new BehaviourReader(screen, evaluator, memoryBytes, directionSigns(screen.stocks));
  }

  run(task: EpochTask): EpochResult {
    const { plan } = this.#context;
    const pool = new ExpressionPool();
    const source = new CandidateSource(pool, this.#grammar, plan);
    const archive = new Archive([...task.elites, ...task.immigrants]);
    const seen = new Set(task.seen);
    const trials: Trials = { hashes: [], t: [] };
    const sample: string[] = [];
    const counts = { drawn: 0, evaluated: 0, duplicates: 0, screened: 0, unjudged: 0, refused: 0 };
    for (let first = 0; first < plan.slots; first += batch) {
      const elites = archive.elites();
      const fresh: Candidate[] = [];
      for (let slot = first; slot < Math.min(plan.slots, first + batch); slot++) {
        const drawn = source.draw(task.island, task.epoch, slot, elites);
        counts.drawn++;
        if (drawn === undefined) {
          counts.refused++;
          continue;
        }
        const hash = orderingPart(drawn.formula).hash;
        if (seen.has(trialNumber(hash))) counts.duplicates++;
        else fresh.push({ ...drawn, hash });
        seen.add(trialNumber(hash));
      }
      counts.evaluated += fresh.length;
      const chosen = fresh.filter(({ hash }) => trialNumber(hash) < plan.sampleShare * 2 ** 52);
      sample.push(...chosen.map(({ formula }) => canonicalOf(formula)));
      const kept = this.#screened(pool, fresh, trials, counts);
      this.#reader.read(pool, formulasOf(kept)).forEach((behaviour, k) => {
        const elite = this.#judged(kept[k] as Candidate, behaviour);
        record(trials, kept[k] as Candidate, elite?.t);
        if (elite === undefined) counts.unjudged++;
        else archive.offer(elite);
      });
    }
    return { island: task.island, epoch: task.epoch, elites: archive.elites(), ...trials, sample, counts };
  }

  /** Candidates worth testing on all stocks. */
  #screened(
    pool: ExpressionPool,
    fresh: readonly Candidate[],
    trials: Trials,
    counts: { screened: number },
  ): Candidate[] {
    if (this.#screen === undefined) return [...fresh];
    const kept = fresh.filter(({ proposed }) => proposed);
    const some = fresh.filter(({ proposed }) => !proposed);
    this.#screen.read(pool, formulasOf(some)).forEach((behaviour, k) => {
      const candidate = some[k] as Candidate;
      const t = fitnessOf(behaviour, 0, this.#context.plan.horizon)?.t;
      // A candidate without a t on some of the stocks may have one on all.
      if (t === undefined || Math.abs(t) >= leastScreenT) kept.push(candidate);
      else {
        counts.screened++;
        record(trials, candidate, t);
      }
    });
    return kept;
  }

  #judged({ formula, hash }: Candidate, behaviour: Behaviour): Elite | undefined {
    const nodes = nodeCount(formula);
    const fitness = isJudged(behaviour) ? fitnessOf(behaviour, nodes, this.#context.plan.horizon) : undefined;
    if (fitness === undefined) return undefined;
    const sessions = lookBack(formula);
    const { turnover, cluster } = behaviour;
    const cell = cellOf(turnover, sessions, cluster);
    return { formula: canonicalOf(formula), hash, ...fitness, nodes, lookBack: sessions, turnover, cell };
  }
}

interface Candidate {
  readonly formula: Expression;
  readonly hash: string;
  readonly proposed: boolean;
}

interface Trials {
  readonly hashes: number[];
  readonly t: (number | null)[];
}

function formulasOf(candidates: readonly Candidate[]): Expression[] {
  return candidates.map(({ formula }) => formula);
}

function record({ hashes, t }: Trials, { hash }: Candidate, found: number | undefined): void {
  hashes.push(trialNumber(hash));
  t.push(found ?? null);
}
