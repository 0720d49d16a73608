import { distance } from 'fastest-levenshtein';

/**
 * The known name nearest to what was written, whatever the case; undefined if no name is near: at most a third of its
 * letters differ, or it begins as the known name does.
 */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let least = Math.ceil(wanted.length / 3) + 1;
  for (const name of known) {
    const edits = distance(wanted, name.toLowerCase());
    if (edits < least) {
      least = edits;
      best = name;
    }
  }
  return best ?? [...known].find((name) => wanted.length >= 3 && name.toLowerCase().startsWith(wanted));
}
