import { dialects, type DialectName } from '@fm/expressions';
import { parse, stringify } from 'yaml';
import { malformedFormulas } from '../errors.ts';
import type { FormulaDefaults } from './formula-lines.ts';
import type { FormulaText } from './formula-text.ts';

const types = ['technical', 'fundamental', 'market', 'sentiment', 'rating', 'governance'];
const texts = ['name', 'formula', 'dialect', 'type', 'source', 'description'];
const remedy =
  'Write a list of entries with name and formula, and type, sign (-1, 0 or 1), source, description and dialect as needed.';

/**
 * Formulas of a YAML list with `name`, `formula`, and `dialect`, `semantics`, `type`, `sign`, `source`, `description` and
 * `parts` as needed.
 *
 * @throws MALFORMED_FORMULAS that lists what is wrong
 */
export function formulaYaml(text: string, defaults: FormulaDefaults = {}): FormulaText[] {
  const list = parsed(text);
  if (!Array.isArray(list)) throw malformedFormulas('it is not a YAML list', remedy);
  const faults = list.flatMap((entry, at) => entryFaults(entry).map((fault) => `entry ${at + 1}: ${fault}`));
  if (faults.length > 0) throw malformedFormulas(faults.join('; '), remedy);
  return (list as FormulaText[]).map((entry) => ({ ...defaults, ...entry, formula: entry.formula.trim() }));
}

/** The formulas as a YAML list that {@link formulaYaml} reads. */
export function yamlOfFormulas(formulas: readonly FormulaText[]): string {
  return stringify(formulas);
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (thrown) {
    throw malformedFormulas(`it is not YAML: ${thrown instanceof Error ? thrown.message : String(thrown)}`, remedy);
  }
}

/** What is wrong with an entry, e.g. of a workflow's input. */
export function entryFaults(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return ['it is not an object'];
  const given = entry as Record<string, unknown>;
  const faults = ['name', 'formula'].filter((key) => given[key] === undefined).map((key) => `it has no ${key}`);
  for (const [key, value] of Object.entries(given)) {
    if (texts.includes(key)) {
      if (typeof value !== 'string') faults.push(`${key} is not text`);
    } else if (key === 'parts') faults.push(...partFaults(value));
    else if (key === 'sign') {
      if (![-1, 0, 1].includes(value as number)) faults.push('sign is not -1, 0 or 1');
    } else if (key !== 'semantics') faults.push(`${key} is unknown`);
    else if (typeof value !== 'object' || value === null) faults.push('semantics is not an object');
  }
  const { dialect, type } = given;
  if (typeof type === 'string' && !types.includes(type)) faults.push(`type ${type} is not one of ${types.join(', ')}`);
  if (typeof dialect === 'string' && !isDialect(dialect))
    faults.push(`dialect ${dialect} is not one of ${Object.keys(dialects).join(', ')}`);
  return faults;
}

function partFaults(parts: unknown): string[] {
  if (!Array.isArray(parts)) return ['parts is not a list'];
  return parts.flatMap((part, at) => entryFaults(part).map((fault) => `part ${at + 1}: ${fault}`));
}

/** Whether a text is the name of a dialect. */
export function isDialect(name: string): name is DialectName {
  return Object.hasOwn(dialects, name);
}
