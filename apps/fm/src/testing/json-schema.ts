import { readFileSync } from 'node:fs';
import { Check, Errors, type XSchema } from 'typebox/schema';

/** Commands that print the results of a run. */
const withResults = ['demo', 'holdout', 'mine', 'results', 'runs resume'];

/**
 * Name of the schema in docs/schemas that belongs to a command.
 *
 * @param args - the words after `fm`
 */
export function schemaOf(args: readonly string[]): string {
  const words = args.slice(0, 2).filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith('-'));
  const command = words.join(' ');
  if (words[0] === 'ingest') return words[1] === 'prices' ? 'ingest-prices' : 'collect';
  if (command === 'factors operators') return /^\w+$/.test(args[2] ?? '') ? 'factors-operator' : 'factors-operators';
  if (command === 'discover list') return 'discover-list';
  if (command.startsWith('results') && args.includes('--list')) return 'results-list';
  if (command.startsWith('doctor') && args.includes('--data')) return 'doctor-data';
  if (withResults.some((name) => command === name || (words[0] === name && !name.includes(' ')))) return 'results';
  if (['runs', 'quarantine', 'factors'].includes(words[0] ?? '')) return words.join('-');
  return words[0] ?? '';
}

/**
 * What is wrong in the JSON that a command printed, by its published schema; empty where it keeps to it.
 *
 * @param args - the words after `fm`
 * @param stdout - what it printed
 */
export function faultsOfJson(args: readonly string[], stdout: string): string[] {
  const path = new URL(`../../../../docs/schemas/${schemaOf(args)}.json`, import.meta.url);
  const schema = JSON.parse(readFileSync(path, 'utf8')) as XSchema;
  const value = JSON.parse(stdout) as unknown;
  if (Check(schema, value)) return [];
  const [, errors] = Errors(schema, value);
  return errors.slice(0, 5).map(({ instancePath, message }) => `${schemaOf(args)}.json ${instancePath} ${message}`);
}
