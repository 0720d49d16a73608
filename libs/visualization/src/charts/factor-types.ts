/** Order in which factor types are shown; a type that is not named here follows in alphabetical order. */
const known = ['technical', 'fundamental', 'market', 'sentiment', 'rating', 'governance'];

/** Distinct factor types in the order of display. */
export function typesInOrder(types: Iterable<string>): string[] {
  return [...new Set(types)].sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b));
}

/** Place of a type in the palette; the same type has the same colour on every chart whatever the filter. */
export function paletteIndex(type: string): number {
  return rankOf(type);
}

function rankOf(type: string): number {
  const rank = known.indexOf(type);
  return rank === -1 ? known.length : rank;
}
