type Kebab<Name extends string, By extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Kebab<Rest, By>}`
    : `${By}${Lowercase<First>}${Kebab<Rest, By>}`
  : '';

/** The name of a parameter in JSON: `costBasisPoints` is `cost_basis_points`. */
export type JsonName<Name extends string> = Kebab<Name, '_'>;

export function jsonName<Name extends string>(name: Name): JsonName<Name> {
  return joinedBy(name, '_') as JsonName<Name>;
}

/** The name of a parameter as an option: `costBasisPoints` is `--cost-basis-points`. */
export function optionName(name: string): string {
  return `--${joinedBy(name, '-')}`;
}

function joinedBy(name: string, by: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => by + letter.toLowerCase());
}
