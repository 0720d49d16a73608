import { createHash } from 'node:crypto';
import { definitionIdentity, factorOfRun, findFactor, type RunFactors } from '@fm/factors';
import { canonicalJson } from '../canonical-json.ts';
import { type ParametersOf, parametersOf } from '../parameters/index.ts';
import type { RunRequest } from '../run-request.ts';
import { neutralIdentities, neutralInputs } from '../treatment/index.ts';

/** What a trial is besides the definition of its factor: whatever changes the long-short return, but no date range. */
export type TrialSettings = ParametersOf<'portfolio' | 'treatment'> & {
  /** The universe as requested. */
  readonly universe: string;
  /** Terms of a book of the factor as JSON. @default no book: the sort of the run, every session */
  readonly book?: string;
};

/** One trial. */
export interface Trial {
  /** Hash of definition, members of the universe and settings: the same question has the same, whatever its date ranges. */
  readonly id: string;
  readonly factor: string;
  /**
   * The identity of the definition, see `definitionIdentity` of `@fm/factors`; of a formula the hash of its canonical
   * form.
   */
  readonly definition: string;
  readonly settings: TrialSettings;
}

/** The family of trials where no project was named. */
export const defaultFamily = 'warehouse';

/** The family that a request counts in: its project, else that of the warehouse; the demonstration market has its own. */
export function familyOf({ project }: Pick<RunRequest, 'project'>, synthetic: boolean): string {
  return project ?? (synthetic ? 'demonstration' : defaultFamily);
}

/**
 * The trials of a request, one for each factor.
 *
 * @param members - members of its universe with their dates
 */
export function trialsOf(request: RunRequest, members: readonly object[]): Trial[] {
  const settings: TrialSettings = {
    universe: request.universe,
    ...parametersOf(request, 'portfolio', 'treatment'),
  };
  const inUniverse = members.map((member) => canonicalJson(member)).sort();
  // What values are made neutral to is what the names mean here, not the names. Requests without such factors keep their ids.
  const neutral = Object.values(neutralIdentities(request)).sort();
  const asked = {
    ...{ ...settings, universe: '' },
    ...(neutral.length > 0 && { neutralise: [...neutralInputs(request.neutralise), ...neutral].join(',') }),
  };
  return request.factors.map((factor) => {
    const definition = definitionOf(request, factor);
    // The name of a universe does not matter: its members count.
    const question = canonicalJson([definition, inUniverse, asked]);
    const id = createHash('sha256').update(question).digest('hex').slice(0, 32);
    return { id, factor, definition, settings };
  });
}

/** Two spellings of one formula are one definition, and one name with two formulas is two. */
function definitionOf({ formulas = [] }: RunFactors, name: string): string {
  const isFormula = formulas.some((formula) => formula.name === name);
  // A factor that was removed from the catalogue is known only by its name.
  if (!isFormula && findFactor(name) === undefined) return name;
  const factor = factorOfRun({ factors: [name], formulas }, name);
  return factor.formulaHash ?? definitionIdentity(factor);
}
