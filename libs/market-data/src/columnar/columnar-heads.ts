/** Whether bytes begin as a Parquet file does. */
export function isParquet(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1';
}

/** Whether bytes begin as an Arrow file (also called Feather 2) or a stream of Arrow does. */
export function isArrow(head: Uint8Array): boolean {
  const first = head.subarray(0, 4);
  return (
    Buffer.from(first).toString('latin1') === 'ARRO' || (first.length === 4 && first.every((byte) => byte === 0xff))
  );
}

/** Whether bytes begin as a Parquet or an Arrow file does. */
export function isColumnar(head: Uint8Array): boolean {
  return isParquet(head) || isArrow(head);
}

/** Whether a file is named as a Parquet or an Arrow file is. */
export function isNamedColumnar(name: string): boolean {
  return /\.(parquet|arrow|feather)$/i.test(name);
}
