/** A column as it is laid out. */
export interface LaidColumn {
  readonly heading: string;
  /** Characters that its widest cell takes. */
  readonly width: number;
  /** Left out first where the line is too short. @default false */
  readonly extra?: boolean;
}

/** Characters between two columns. */
const gap = 2;

/** Fewest characters to which the last column is cut. */
const least = 12;

/** What fits: which columns, by their places, and how wide the last of them may be. */
export interface Fit {
  readonly shown: readonly number[];
  readonly lastWidth: number;
  readonly hidden: readonly string[];
}

/**
 * Chooses the columns that fit into a line: the last one is cut, then columns are left out, those that are extra first and
 * then from the right; the first always stays.
 */
export function fitColumns(columns: readonly LaidColumn[], lineWidth: number): Fit {
  const shown = columns.map((_, at) => at);
  const hidden: number[] = [];
  for (;;) {
    const last = shown.at(-1);
    const widths = shown.map((at) => (columns[at] as LaidColumn).width);
    const before = widths.slice(0, -1).reduce((sum, width) => sum + width + gap, 0);
    const lastWidth = Math.min(widths.at(-1) ?? 0, lineWidth - before);
    const isFitting = lastWidth >= Math.min(least, widths.at(-1) ?? 0);
    if (isFitting || shown.length <= 1 || last === undefined) {
      const names = hidden.sort((a, b) => a - b).map((at) => (columns[at] as LaidColumn).heading);
      return { shown, lastWidth: Math.max(1, lastWidth), hidden: names };
    }
    const leaving = shown.slice(1).findLast((at) => columns[at]?.extra === true) ?? last;
    shown.splice(shown.indexOf(leaving), 1);
    hidden.push(leaving);
  }
}
