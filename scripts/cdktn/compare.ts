import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Synthesized {
  readonly resource?: Named;
  readonly data?: Named;
  readonly output?: Readonly<Record<string, unknown>>;
}

/** What differs between two folders of synthesized layers. */
export interface Difference {
  /** Addresses, `<layer> <type>.<name>`, that only one of them has. */
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** Addresses whose arguments are others. */
  readonly changed: readonly string[];
  /** Addresses that both have. */
  readonly same: number;
}

/** Compares every address of two folders `stacks/<layer>/cdk.tf.json`, leaving out the comments of the synthesis. */
export function compareSynthesized(before: string, after: string): Difference {
  const [was, is] = [addressesOf(before), addressesOf(after)];
  const both = [...was.keys()].filter((address) => is.has(address));
  return {
    missing: [...was.keys()].filter((address) => !is.has(address)),
    added: [...is.keys()].filter((address) => !was.has(address)),
    changed: both.filter((address) => was.get(address) !== is.get(address)),
    same: both.length,
  };
}

function addressesOf(folder: string): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const layer of readdirSync(folder)) {
    const text = readFileSync(join(folder, layer, 'cdk.tf.json'), 'utf8');
    const { resource = {}, data = {}, output = {} } = JSON.parse(text) as Synthesized;
    const kinds: readonly (readonly [string, Named])[] = [
      ['', resource],
      ['data.', data],
      ['', { output }],
    ];
    for (const [prefix, named] of kinds)
      for (const [type, all] of Object.entries(named))
        for (const [name, value] of Object.entries(all))
          addresses.set(`${layer} ${prefix}${type}.${name}`, withoutComments(value));
  }
  return addresses;
}

function withoutComments(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === '//' ? undefined : inner));
}
