/** How much of a body is looked at for an INSERT statement in front of its data. */
const longestStatement = 65_536;

const insertWithFormat =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*INSERT\s+INTO\b[\s\S]*?\bFORMAT\s+(`?)(\w+)\1[ \t\f]*(?=\r?\n|;|$|[^\s\w])/i;

/** A statement and the data that follow it. */
export interface StatementAndData {
  readonly sql: string;
  /** Undefined for a statement that takes none. */
  readonly data: Uint8Array | undefined;
}

/**
 * Parts what a client sent into the statement and the data of an `INSERT ... FORMAT X`, which may be binary and are not
 * touched. The statement stands in the address with the data as the body, or both stand in the body, the data after one
 * line break. `FORMAT Values` and statements without a FORMAT go to the engine as one text.
 */
export function statementAndData(inAddress: string, body: Uint8Array): StatementAndData {
  if (inAddress !== '' && body.length === 0) return { sql: inAddress, data: undefined };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (inAddress !== '') {
    const format = formatOfInsert(inAddress);
    if (format !== undefined && format.end === inAddress.length && !format.isValues) {
      return { sql: inAddress, data: bytes };
    }
    return { sql: `${inAddress}\n${bytes.toString()}`, data: undefined };
  }
  // One character per byte, so that positions in the text are positions in the body.
  const head = bytes.subarray(0, longestStatement).toString('latin1');
  const format = formatOfInsert(head);
  if (format === undefined || format.isValues) return { sql: bytes.toString(), data: undefined };
  const sql = bytes.subarray(0, format.end).toString();
  const rest = bytes.subarray(format.end);
  const lineBreak = rest[0] === 0x0d && rest[1] === 0x0a ? 2 : rest[0] === 0x0a ? 1 : 0;
  const data = rest.subarray(lineBreak);
  return data.length === 0 ? { sql, data: undefined } : { sql, data };
}

function formatOfInsert(text: string): { end: number; isValues: boolean } | undefined {
  const match = insertWithFormat.exec(text);
  return match === null ? undefined : { end: match[0].length, isValues: match[2]?.toLowerCase() === 'values' };
}
