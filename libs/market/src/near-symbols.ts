/** Largest number of symbols suggested in place of another. */
const mostOffered = 3;

/**
 * Symbols that may be meant by an unknown one: those that differ only in separators, then those one edit away (a
 * letter more, fewer or other, or two neighbours swapped).
 *
 * @param symbols - what is there
 * @returns at most three, the closest first
 */
export function nearSymbols(wanted: string, symbols: readonly string[]): string[] {
  const letters = lettersOf(wanted);
  const same = symbols.filter((symbol) => lettersOf(symbol) === letters);
  const edited = letters.length < 3 ? [] : symbols.filter((symbol) => oneEditApart(lettersOf(symbol), letters));
  return [...same, ...edited].slice(0, mostOffered);
}

function lettersOf(symbol: string): string {
  return symbol.toUpperCase().replace(/[.\-/]/g, '');
}

function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
