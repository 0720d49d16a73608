import { distance } from 'fastest-levenshtein';

/** Share of the letters of a word that may be wrong. */
const tolerance = 0.34;

/** Most words that are suggested. */
const most = 3;

/**
 * The known words that were probably meant by one that is not known, the nearest first: those within a third of its
 * letters by Levenshtein distance, and those that begin with it, whatever their case.
 *
 * @returns at most three words; none where nothing is near
 */
export function similarWords(word: string, known: readonly string[]): string[] {
  const wanted = word.trim().toLowerCase();
  if (wanted === '') return [];
  const limit = Math.max(1, Math.floor(wanted.length * tolerance));
  return [...new Set(known)]
    .map((name) => ({ name, away: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ away }) => away <= limit)
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** A word of which only the beginning was written counts as one letter away. */
function distanceOf(wanted: string, known: string): number {
  const away = distance(wanted, known);
  return wanted.length > 1 && known.startsWith(wanted) ? Math.min(1, away) : away;
}

/** `; did you mean A or B?`, to be put behind what is wrong; empty where nothing was probably meant. */
export function didYouMean(meant: readonly string[]): string {
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`;
}
