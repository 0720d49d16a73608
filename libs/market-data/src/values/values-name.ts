const longest = 64;

/**
 * The name under which values are stored: lower case, letters, digits and `_`, so that formulas can name them as they are.
 *
 * @param text - name of a column or of a file
 */
export function valuesNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/^values:/, '')
    .replace(/\.(csv|tsv|txt|parquet)$/, '')
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, longest);
  return /^[a-z]/.test(name) ? name : `v_${name}`;
}
