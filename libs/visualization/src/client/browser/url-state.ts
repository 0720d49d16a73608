/** The state of a page: its query parameters that are set. */
export type UrlState = Readonly<Record<string, string>>;

export function readState(): UrlState {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/**
 * Writes changes into the address. `push` makes a step that the back button undoes; `replace` is for typing.
 * An empty value removes the parameter.
 */
export function writeState(changes: UrlState, mode: 'push' | 'replace' = 'push'): void {
  history[mode === 'push' ? 'pushState' : 'replaceState'](
    null,
    '',
    `${location.pathname}${queryOf({ ...readState(), ...changes })}`,
  );
}

/** Query text of a state, with the leading question mark, or nothing. */
export function queryOf(state: UrlState): string {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== '')).toString();
  return query === '' ? '' : `?${query}`;
}
