import { InvalidArgumentError, Option } from 'commander';
import { outputFormats } from './output.ts';

/** `--format table|json|csv`. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how results are written').choices(outputFormats).default('table');
}

/** Reads a whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}
