import { quotedText } from './quoted-text.ts';

const quoted = '`(?:[^`\\\\]|\\\\.)*`|"(?:[^"\\\\]|\\\\.)*"';
const name = `(?:${quoted}|\\w+)`;
const blank = '(?:\\s|--[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*';

/** `INSERT INTO [TABLE] name [(columns)]`, in front of the settings and the format. */
const target = new RegExp(
  `^${blank}INSERT\\s+INTO\\s+(?:TABLE\\s+)?(?:${name}\\s*\\.\\s*)?${name}${blank}` +
    `(?:\\((?:${quoted}|\\([^()]*\\)|[^()\`"])*\\))?${blank}(?=SETTINGS\\b|FORMAT\\b)`,
  'i',
);

/**
 * An `INSERT INTO table (columns) [SETTINGS ...] FORMAT X` that takes its data from a file.
 *
 * @returns undefined for an INSERT of another form
 */
export function insertFromFile(sql: string, path: string): string | undefined {
  const match = target.exec(sql);
  if (match === null) return undefined;
  return `${match[0]} FROM INFILE ${quotedText(path)} COMPRESSION 'none' ${sql.slice(match[0].length)}`;
}
