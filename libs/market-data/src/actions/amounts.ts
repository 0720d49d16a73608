const decimal = /^\d{1,9}(\.\d{1,12})?$/;

/** No company splits one share into more, or joins more into one. */
const largestRatio = 1000;

/** Currency per share beyond this is a mistake of the file. */
const largestDividend = 100_000;

/**
 * New shares per old: `4`, `1.5`, `4:1`, `4/1`, `1:10`.
 *
 * @returns undefined when it is none, or beyond 1,000 to 1 either way
 */
export function ratioOf(text: string): number | undefined {
  const parts = text.split(/[:/]/).map((part) => part.trim());
  if (parts.length > 2 || !parts.every((part) => decimal.test(part))) return undefined;
  const [fresh = Number.NaN, old = 1] = parts.map(Number);
  const ratio = fresh / old;
  return ratio >= 1 / largestRatio && ratio <= largestRatio ? ratio : undefined;
}

/**
 * A cash dividend per share.
 *
 * @returns undefined when it is not a positive decimal number
 */
export function amountOf(text: string): number | undefined {
  const amount = decimal.test(text) ? Number(text) : Number.NaN;
  return amount > 0 && amount <= largestDividend ? amount : undefined;
}
