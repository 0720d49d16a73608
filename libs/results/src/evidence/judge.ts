import { survivesTrials, type Belief } from './beliefs.ts';
import { netOfHolder, type PremiumAndCost } from './holder.ts';
import { numberIn } from './number-in.ts';
import { reasonText } from './reason-texts.ts';

/** The inputs to a judgement. */
export interface Judged extends PremiumAndCost {
  readonly coverage?: {
    readonly drops: readonly { readonly reason: string; readonly unit: string; readonly count: number }[];
  };
}

/** A word of `beliefRules`, and the case against the premium. */
export interface Judgement {
  readonly belief: Belief;
  readonly caveats: readonly string[];
}

/** Level of every test that decides. */
const level = 0.05;

/** Confidence below which a Sharpe ratio is no more than the best of as many worthless trials is expected to be. */
const expectedOfBest = 0.5;

/**
 * Judges a premium by the rules of `beliefRules`.
 *
 * @param expected - sign in the literature, 0 where it names none
 * @param holdout - the result in the hold-out; absent while it is sealed
 */
export function judge(sample: Judged, expected: -1 | 0 | 1, holdout?: PremiumAndCost): Judgement {
  const p = numberIn(sample, 'premiumPValue');
  if (sample.premium === null || p === undefined) return { belief: 'no answer', caveats: [whyNoAnswer(sample)] };
  const side = sample.premium < 0 ? -1 : 1;
  const net = netOfHolder(sample);
  const lost = net !== null && net <= 0;
  const doubts = p < level ? doubtsOf(sample, side, holdout) : [];
  const belief = p >= level ? 'no evidence' : doubts.length > 0 ? 'unsure' : lost ? 'believe, not tradable' : 'believe';
  const caveats = [...doubts];
  if (lost) caveats.push('lost to costs');
  if (expected === -side) caveats.push('sign against the literature');
  if ((numberIn(sample, 'spanningAlphaPValue') ?? 0) >= level) caveats.push('spanned by the other factors');
  return { belief, caveats };
}

/** Why a premium with a p-value below 5 % is not believed. */
function doubtsOf(sample: PremiumAndCost, side: 1 | -1, holdout: PremiumAndCost | undefined): string[] {
  const doubts: string[] = [];
  if (!survivesTrials(sample)) doubts.push('not after all trials');
  const aboveLuck = numberIn(sample, 'sharpeAboveLuckLedger') ?? numberIn(sample, 'sharpeAboveLuck') ?? 1;
  if (aboveLuck < expectedOfBest) doubts.push('Sharpe ratio as of the best by luck');
  const later = holdout?.premium ?? undefined;
  if (later !== undefined && later * side <= 0) doubts.push('other sign in the hold-out');
  return doubts;
}

/** The reason that excluded the most sessions. */
function whyNoAnswer({ coverage }: Judged): string {
  const [most] = [...(coverage?.drops ?? [])]
    .filter(({ unit }) => unit === 'sessions')
    .sort((a, b) => b.count - a.count);
  return most === undefined ? 'no session has a long-short return' : reasonText(most.reason);
}
