import { badInsert } from '../errors.ts';

const formatClause = /\bFORMAT\s+(`[^`]+`|\w+)\s*;?\s*$/i;

/**
 * An `INSERT ... FORMAT X` whose data follow it, as one that reads them from a file.
 *
 * @throws WAREHOUSE_BAD_INSERT where the statement does not end with its format
 */
export function fromInfile(sql: string, file: string): string {
  const match = formatClause.exec(sql);
  if (match === null) throw badInsert(sql);
  const name = (match[1] as string).replaceAll('`', '');
  return `${sql.slice(0, match.index)}FROM INFILE '${file.replaceAll("'", "''")}' COMPRESSION 'none' FORMAT ${name}`;
}
