/** How the text of a setting is read: `read` returns undefined if the text does not fit. */
export interface Kind<Value> {
  /** A description of a valid value, for the error. */
  readonly expected: string;
  read(text: string): Value | undefined;
}

/** A text of a given form. */
export function text(expected: string, pattern: RegExp): Kind<string> {
  return { expected, read: (value) => (pattern.test(value) ? value : undefined) };
}

/** One of several words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Kind<Word> {
  return { expected: `one of ${words.join(', ')}`, read: (value) => words.find((word) => word === value) };
}

/** An absolute address with one of the schemes. */
export function address(...schemes: readonly string[]): Kind<string> {
  const fits = (value: string) => URL.canParse(value) && schemes.includes(new URL(value).protocol.replace(':', ''));
  return {
    expected: `an address that starts with ${schemes.join(': or ')}:`,
    read: (value) => (fits(value) ? value : undefined),
  };
}

/** Distinct items with commas between, at least one. */
export function listOf<Item>(item: Kind<Item>): Kind<readonly Item[]> {
  return {
    expected: `distinct items with commas between, each ${item.expected}`,
    read(value) {
      const parts = value.split(',').map((part) => part.trim());
      const items = parts.map((part) => item.read(part)).filter((read) => read !== undefined);
      return items.length === parts.length && new Set(parts).size === parts.length ? items : undefined;
    },
  };
}

/** Pairs `name=value` with commas between, names distinct. */
export function mapOf(name: Kind<string>, item: Kind<string>): Kind<Readonly<Record<string, string>>> {
  return {
    expected: `pairs name=value with commas between, each name ${name.expected} and each value ${item.expected}`,
    read(value) {
      const pairs: Record<string, string> = {};
      for (const pair of value.split(',')) {
        const [, left = '', right = ''] = /^\s*([^=]*)=(.*?)\s*$/.exec(pair) ?? [];
        if (name.read(left) === undefined || item.read(right) === undefined || left in pairs) return undefined;
        pairs[left] = right;
      }
      return pairs;
    },
  };
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    read: (value) => (/^\d+$/.test(value) && +value >= least && +value <= most ? +value : undefined),
  };
}
