/** How one kind of setting is read from text or JSON. `read` answers undefined when the value does not fit. */
export interface Kind<T> {
  readonly expected: string;
  readonly example: string;
  read(value: unknown): T | undefined;
}

export function text(expected: string, example: string, pattern: RegExp): Kind<string> {
  return { expected, example, read: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined) };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): Kind<Choice> {
  return {
    expected: `one of ${choices.join(', ')}`,
    example: `"${choices[0]}"`,
    read: (value) => choices.find((choice) => choice === value),
  };
}

export function integer(unit: string, least: number, most: number): Kind<number> {
  return {
    expected: `a whole number of ${unit} from ${least} to ${most}`,
    example: String(least),
    read: (value) => {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return Number.isInteger(number) && (number as number) >= least && (number as number) <= most
        ? (number as number)
        : undefined;
    },
  };
}

export function flag(): Kind<boolean> {
  return {
    expected: 'true or false',
    example: 'true',
    read: (value) =>
      value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined,
  };
}

/** A list: a JSON array, or in a variable the items with commas between. */
export function listOf<Item>(item: Kind<Item>, least = 0): Kind<readonly Item[]> {
  return {
    expected: `a list of at least ${least}, each ${item.expected}`,
    example: `[${item.example}]`,
    read: (value) => {
      const items = typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value;
      if (!Array.isArray(items)) return undefined;
      const read = items.map((part) => item.read(part));
      return read.length >= least && new Set(items).size === items.length && read.every((part) => part !== undefined)
        ? read
        : undefined;
    },
  };
}

/** A JSON object of text values, also as JSON text in a variable. */
export function mapOf(key: RegExp, item: Kind<string>): Kind<Readonly<Record<string, string>>> {
  return {
    expected: `an object whose keys match ${key.source} and whose values are ${item.expected}`,
    example: `{"AAPL": ${item.example}}`,
    read: (value) => {
      const object = typeof value === 'string' ? parsed(value) : value;
      if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
      const fits = Object.entries(object).every(([name, part]) => key.test(name) && item.read(part) !== undefined);
      return fits ? (object as Record<string, string>) : undefined;
    },
  };
}

/** JSON, or `A=1,B=2` as the functions are given it. */
function parsed(value: string): unknown {
  if (!value.trimStart().startsWith('{')) {
    const pairs = value.split(',').filter((pair) => pair.trim() !== '');
    return Object.fromEntries(
      pairs.map((pair) => [pair.split('=')[0]!.trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
    );
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
