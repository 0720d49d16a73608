/**
 * The version of a document's rows: the newest filing it knows, then its content. The rows of a newer document win over
 * those of an older one in whatever order the two are delivered.
 *
 * @param filed - dates of filing in the document, `YYYY-MM-DD`
 * @param contentHash - SHA-256 of the document, hexadecimal
 */
export function vintageOf(filed: Iterable<string>, contentHash: string): bigint {
  let newest = '1970-01-01';
  for (const date of filed) if (date > newest) newest = date;
  const days = BigInt(Math.max(0, Date.parse(newest) / 86_400_000));
  return (days << 32n) | BigInt(`0x${contentHash.slice(0, 8)}`);
}
