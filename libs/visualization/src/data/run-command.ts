const options: Readonly<Record<string, string>> = {
  factors: 'factors',
  universe: 'universe',
  ranges: 'ranges',
  from: 'from',
  to: 'to',
  weighting: 'weighting',
  groups: 'groups',
  horizons: 'horizons',
  costBasisPoints: 'cost-basis-points',
};

/**
 * The command of a stored request. Asking again finishes a run that was interrupted and shows one that is complete.
 *
 * @param request - canonical JSON of the request
 */
export function commandOf(request: string): string {
  return ['npm run fm -- mine', ...mineArguments(request).map(quoted)].join(' ');
}

/** Arguments of `fm mine` for a stored request; none where it cannot be read. */
export function mineArguments(request: string): string[] {
  try {
    const asked = JSON.parse(request) as Record<string, unknown>;
    return Object.entries(options).flatMap(([name, option]) => {
      const value = asked[name];
      if (value === undefined || value === null) return [];
      return [`--${option}`, Array.isArray(value) ? value.join(',') : String(value)];
    });
  } catch {
    return [];
  }
}

/** A word as a POSIX shell reads it. */
function quoted(text: string): string {
  return /^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
