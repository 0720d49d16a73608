/** How much of a body is looked at for an INSERT statement in front of its data. */
const longestStatement = 65_536;

const insertWithFormat =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*INSERT\s+INTO\b[\s\S]*?\bFORMAT\s+(`?)(\w+)\1[ \t\f]*(?=\r?\n|;|$|[^\s\w])/i;

/** A statement and the data that follow it. */
export interface StatementAndData {
  readonly sql: string;
  /** Undefined for a statement that takes none, or that has none. */
  readonly data: Buffer | undefined;
}

/** Whether a statement is an `INSERT ... FORMAT X` that ends there, so that its data come apart from it. */
export function wantsData(sql: string): boolean {
  const format = formatOfInsert(sql.trimEnd());
  return format !== undefined && !format.isValues && format.end === sql.trimEnd().length;
}

/**
 * Parts a text into the statement and the data of an `INSERT ... FORMAT X`, which may be binary and are not touched; they
 * begin after one line break. `FORMAT Values` and everything else stays one text.
 */
export function statementAndData(text: Buffer): StatementAndData {
  // One character per byte, so that positions in the string are positions in the text.
  const format = formatOfInsert(text.subarray(0, longestStatement).toString('latin1'));
  if (format === undefined || format.isValues) return { sql: text.toString(), data: undefined };
  const rest = text.subarray(format.end);
  const lineBreak = rest[0] === 0x0d && rest[1] === 0x0a ? 2 : rest[0] === 0x0a ? 1 : 0;
  const data = rest.subarray(lineBreak);
  return { sql: text.subarray(0, format.end).toString(), data: data.length === 0 ? undefined : data };
}

function formatOfInsert(text: string): { end: number; isValues: boolean } | undefined {
  const match = insertWithFormat.exec(text);
  return match === null ? undefined : { end: match[0].length, isValues: match[2]?.toLowerCase() === 'values' };
}
