import { quotedText } from './quoted-text.ts';

const nativeSelect = /^(\s*(?:SELECT|WITH)\b[\s\S]*?)(\bFORMAT\s+(`?)Native\3\s*)$/i;

/**
 * A `SELECT ... FORMAT Native` that writes its result to a file.
 *
 * @returns undefined for a statement of another form
 */
export function selectIntoFile(sql: string, path: string): string | undefined {
  const [, select, format] = nativeSelect.exec(sql) ?? [];
  return select === undefined || format === undefined
    ? undefined
    : `${select} INTO OUTFILE ${quotedText(path)} COMPRESSION 'none' ${format}`;
}
