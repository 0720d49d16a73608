/** What values can be made neutral to, and the input that it takes. */
export const neutralisers = { size: 'marketCap', group: 'group' } as const;

/** One of {@link neutralisers}, or both at once by one regression. */
export type Neutralisation = keyof typeof neutralisers | 'size,group';

/** The inputs that a text such as `group,size` names to make values neutral to. */
export function readNeutralisation(text: string, refuse: (fault: string) => void): Neutralisation {
  const known = Object.keys(neutralisers);
  const named = new Set(text.split(',').map((name) => name.trim().toLowerCase()));
  if ([...named].some((name) => !known.includes(name)))
    refuse(`values cannot be made neutral to "${text}" (known: ${known.join(', ')}, or both joined by a comma)`);
  return known.filter((name) => named.has(name)).join(',') as Neutralisation;
}

/** What each does to the values, as a part of a sentence. */
export const neutralNotes: Readonly<Record<Neutralisation, string>> = {
  size: 'neutral to size (residuals of one cross-sectional OLS regression on log market capitalisation and a constant)',
  group:
    'neutral to the group of each stock (residuals of one cross-sectional OLS regression on a dummy for each group, so the mean of its group is taken out; a stock alone in its group has none)',
  'size,group':
    'neutral to size and to the group of each stock at once (residuals of one cross-sectional OLS regression on log market capitalisation and a dummy for each group; a stock alone in its group has none)',
};
