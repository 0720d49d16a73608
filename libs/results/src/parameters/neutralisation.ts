/** What values can be made neutral to besides factors, in the order in which it is said. */
export const plainNeutralisers = ['size', 'group', 'beta', 'volatility'] as const;

/** Names joined by commas, each once: some of {@link plainNeutralisers} in their order, then names of factors. */
export type Neutralisation = string;

/** The names of a neutralisation. */
export function neutraliserNames(neutralise: Neutralisation | undefined): string[] {
  return neutralise?.split(',') ?? [];
}

/** Names as a neutralisation: each once, in its order. */
export function neutralisationOf(names: readonly string[]): Neutralisation {
  const plain: readonly string[] = plainNeutralisers;
  const factors = names.filter((name) => !plain.includes(name));
  return [...plain.filter((name) => names.includes(name)), ...new Set(factors.sort())].join(',');
}

/** What values can be made neutral to, as a part of a message. */
export const knownNeutralisers = `known: ${plainNeutralisers.join(', ')}, or the name of a factor; several joined by commas`;

/**
 * Reads a text such as `group,size,ROC20`. Which names are those of factors is not known here: `readRequest` of
 * `@fm/mining` finds them.
 */
export function readNeutralisation(text: string, refuse: (fault: string) => void): Neutralisation {
  const plain: readonly string[] = plainNeutralisers;
  const names = text.split(',').map((part) => {
    const name = part.trim();
    return plain.includes(name.toLowerCase()) ? name.toLowerCase() : name;
  });
  if (names.includes('')) refuse(`values cannot be made neutral to "" (${knownNeutralisers})`);
  return neutralisationOf(names);
}

/** What it does to the values, as a part of a sentence. */
export function neutralNote(neutralise: Neutralisation): string {
  const names = neutraliserNames(neutralise);
  const known = names.filter((name) => name === 'size' || name === 'group');
  if (known.length === names.length) return notesOfKnown[known.join(',') as keyof typeof notesOfKnown];
  const factors = names.filter((name) => name !== 'size' && name !== 'group');
  const things = [...(known.includes('size') ? ['log market capitalisation'] : []), ...factors];
  const rest = known.includes('group') ? 'a dummy for each group; a stock alone in its group has none' : 'a constant';
  const to = [...(known.includes('size') ? ['size'] : []), ...(known.includes('group') ? ['group'] : []), ...factors];
  return `neutral to ${inWords(to)}${to.length > 1 ? ' at once' : ''} (residuals of one cross-sectional OLS regression on ${things.join(', ')} and ${rest}; factors are cut to the same stocks and winsorised like the values)`;
}

function inWords(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const notesOfKnown = {
  size: 'neutral to size (residuals of one cross-sectional OLS regression on log market capitalisation and a constant)',
  group:
    'neutral to the group of each stock (residuals of one cross-sectional OLS regression on a dummy for each group, so the mean of its group is taken out; a stock alone in its group has none)',
  'size,group':
    'neutral to size and to the group of each stock at once (residuals of one cross-sectional OLS regression on log market capitalisation and a dummy for each group; a stock alone in its group has none)',
};
