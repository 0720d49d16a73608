/** The packages of cdktf and those of its fork that take their place. */
export const replacements: readonly (readonly [from: string, to: string])[] = [
  ['@cdktf/provider-aws', '@cdktn/provider-aws'],
  ['cdktf', 'cdktn'],
];

/** The source text with its imports of cdktf led to the fork; everything else stays as it is. */
export function renamed(source: string): string {
  return replacements.reduce(
    (text, [from, to]) => text.replace(new RegExp(`(from\\s+|import\\()'${from}(?=['/])`, 'g'), `$1'${to}`),
    source,
  );
}

/** Whether a source imports cdktf. */
export function importsCdktf(source: string): boolean {
  return renamed(source) !== source;
}
