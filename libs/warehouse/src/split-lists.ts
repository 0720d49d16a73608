import type { QueryParameters } from './contract.ts';

/** A statement with the values of its placeholders. */
export interface ParameterizedStatement {
  readonly sql: string;
  readonly parameters: QueryParameters;
}

/**
 * Characters of a value that surely fit into one field of a form: a server refuses more than 128 KiB
 * (`http_max_field_value_size`), and a character takes up to four bytes, or is escaped.
 */
const mostCharacters = 30_000;

/**
 * Splits long lists over several placeholders: `{x:Array(T)}` becomes `arrayConcat({x_0:Array(T)}, {x_1:Array(T)})`, a
 * constant like the list itself. Fifty thousand symbols then reach a server that takes 128 KiB at most for one value.
 */
export function splitLongLists(sql: string, parameters: QueryParameters): ParameterizedStatement {
  let text = sql;
  const values: Record<string, QueryParameters[string]> = { ...parameters };
  for (const [name, value] of Object.entries(parameters)) {
    const parts = isList(value) ? partsOf(value) : [];
    if (parts.length < 2) continue;
    delete values[name];
    parts.forEach((part, at) => (values[`${name}_${at}`] = part));
    text = text.replaceAll(
      new RegExp(`\\{${name}:([^}]+)\\}`, 'g'),
      (_, type: string) => `arrayConcat(${parts.map((_, at) => `{${name}_${at}:${type}}`).join(', ')})`,
    );
  }
  return { sql: text, parameters: values };
}

type List = readonly (string | number)[];

function isList(value: QueryParameters[string]): value is List {
  return Array.isArray(value);
}

function partsOf(list: List): List[] {
  const parts: (string | number)[][] = [];
  let characters = Infinity;
  for (const item of list) {
    // Quotes and the comma come with every item.
    const length = String(item).length + 3;
    if (characters + length > mostCharacters) {
      parts.push([]);
      characters = 0;
    }
    parts[parts.length - 1]?.push(item);
    characters += length;
  }
  return parts;
}
