/**
 * Replaces the children of a table body or head row by the given ones. What stays is not touched, so the browser need not
 * style and lay it out again.
 */
export function placeRows(place: Element, wanted: readonly Element[]): void {
  const staying = new Set(wanted);
  for (const child of [...place.children]) if (!staying.has(child)) child.remove();
  wanted.forEach((child, at) => {
    const there = place.children[at];
    if (there !== child) place.insertBefore(child, there ?? null);
  });
}

/**
 * Rows by key. A row in which nothing has changed keeps its element, even if it was hidden meanwhile; at most
 * one row is kept for a key.
 *
 * @param make - makes the row of an item
 */
export function keptRows<Item, Made>(make: (item: Item) => Made): (key: string, item: Item) => Made {
  const kept = new Map<string, { readonly state: string; readonly made: Made }>();
  return (key, item) => {
    const state = JSON.stringify(item);
    const known = kept.get(key);
    if (known?.state === state) return known.made;
    const made = make(item);
    kept.set(key, { state, made });
    return made;
  };
}
