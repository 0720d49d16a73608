/**
 * The known name nearest to what was written, whatever the case; undefined where none is near: at most a third of its
 * letters differ, or it begins as the known name does.
 */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best ?? [...known].find((name) => wanted.length >= 3 && name.toLowerCase().startsWith(wanted));
}

/**
 * Insertions, deletions, replacements and exchanges of neighbours that make one word of another.
 * Damerau (1964), A Technique for Computer Detection and Correction of Spelling Errors, CACM 7(3): optimal string alignment.
 */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
