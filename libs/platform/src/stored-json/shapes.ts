import type { XSchema } from 'typebox/schema';

/**
 * What a stored value must look like, as a JSON schema. `Value` is the least that every such value has: a shape is taken for
 * a type only where all that the type allows fits it, so that nothing this program writes can be refused.
 */
export interface Shape<in Value> {
  readonly schema: XSchema;
  /** Only for the compiler: values of this type fit. */
  readonly fits?: (value: Value) => void;
}

type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never;
type Shapes = Readonly<Record<string, Shape<never>>>;

/** Any value. */
export const anything: Shape<unknown> = { schema: {} };

export const text: Shape<string> = { schema: { type: 'string' } };

export const flag: Shape<boolean> = { schema: { type: 'boolean' } };

/** A number; JSON has neither NaN nor infinities, so `null` stands for them. */
export const figure: Shape<number | null> = { schema: { type: ['number', 'null'] } };

/** A number that is never missing: a count, an index. */
export const count: Shape<number> = { schema: { type: 'number' } };

export function listOf<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return { schema: { type: 'array', items: item.schema } };
}

/** An object with a value of one kind for each name. */
export function recordOf<Item>(item: Shape<Item>): Shape<Readonly<Record<string, Item>>> {
  return { schema: { type: 'object', additionalProperties: item.schema } };
}

/** The value, or null. */
export function orNull<Value>(value: Shape<Value>): Shape<Value | null> {
  return { schema: { anyOf: [value.schema, { type: 'null' }] } };
}

type Needed<Members extends Shapes> = { readonly [Name in keyof Members]: ValueOf<Members[Name]> };
type Optional<Members extends Shapes> = { readonly [Name in keyof Members]?: ValueOf<Members[Name]> };

/**
 * An object with at least these members; a later release may add others.
 *
 * @param more - members that may be missing: what older releases did not write
 */
export function objectWith<Members extends Shapes>(members: Members): Shape<Needed<Members>>;
export function objectWith<Members extends Shapes, More extends Shapes>(
  members: Members,
  more: More,
): Shape<Needed<Members> & Optional<More>>;
export function objectWith(members: Shapes, more: Shapes = {}): Shape<never> {
  const all = Object.entries({ ...members, ...more });
  return {
    schema: {
      type: 'object',
      required: Object.keys(members),
      properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
    },
  };
}
