/** Control characters, and those that turn the direction of a text. */
const unshowable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text as a terminal may show it: control characters, which a terminal would obey, are written as `\\x1b`. File names and
 * contents of files can hold them. Tabs and line ends stay.
 */
export function shownText(text: string): string {
  return text.replace(unshowable, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same on one line: tabs and line ends are written out, too. */
export function shownOnLine(text: string): string {
  return shownText(text).replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}
