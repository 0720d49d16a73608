/**
 * The hold-out of a run and whether it was looked at, for a cell of a list; empty where the run has none.
 *
 * @param holdout - `FROM..TO`; empty where nothing is held out
 * @param openedOn - days of the looks, the first one first
 */
export function holdoutState(holdout: string, openedOn: readonly string[]): string {
  if (holdout === '') return '';
  const [first] = openedOn;
  return first === undefined ? `${holdout} sealed` : `${holdout} opened ${first}`;
}
