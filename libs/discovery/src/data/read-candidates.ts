import { readDefinitions } from '@fm/expressions';
import { wrongCandidates } from '../errors.ts';
import type { ProposedFormula } from '../discover.ts';
import type { SearchField } from '../grammar/units.ts';

const heading = /^\s*#\s*(source|training-cutoff)\s*:\s*(.+?)\s*$/;

/**
 * Reads formulas that a person or a model proposes: one a line, `name = formula`. Lines `# source: WHO` and, for a model,
 * `# training-cutoff: YYYY-MM-DD` hold for what comes after them.
 *
 * @param file - for errors
 * @param fields - what the market has
 * @throws WRONG_CANDIDATES for the first line that cannot be used
 */
export function readCandidates(text: string, file: string, fields: readonly SearchField[]): ProposedFormula[] {
  const { formulas, refused } = readDefinitions(text, 'candidate');
  const [wrong] = refused;
  if (wrong !== undefined) throw wrongCandidates(file, wrong.line, wrong.error.message);
  const lines = text.split(/\r?\n/);
  const known = new Set(fields.map(({ name }) => name));
  return formulas.map(({ name, line, formula }) => {
    const missing = formula.inputs.filter((input) => !known.has(input));
    if (missing.length > 0) throw wrongCandidates(file, line, `the market has no ${missing.join(', ')}`);
    const before = lines.slice(0, line - 1).map((one) => heading.exec(one));
    const latest = (key: string): string | undefined => before.findLast((found) => found?.[1] === key)?.[2];
    const cutoff = latest('training-cutoff');
    if (cutoff !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(cutoff))
      throw wrongCandidates(file, line, `the training cutoff ${cutoff} is not a day, YYYY-MM-DD`);
    return {
      ...{ name, formula: formula.canonical, source: latest('source') ?? 'not stated' },
      ...(cutoff === undefined ? {} : { trainingCutoff: cutoff }),
    };
  });
}
