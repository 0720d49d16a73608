import { FmError } from '@fm/platform';

/** A factor that reads an input that it does not declare: it may not be loaded, and nothing says why it is missing. */
export function undeclaredInput(factor: string, input: string, declared: readonly string[]): FmError {
  return new FmError('UNDECLARED_INPUT', {
    what: `the factor ${factor} reads the input ${input} and declares ${declared.join(', ')}`,
    remedy: `Add "${input}" to the \`inputs\` of its definition.`,
    final: true,
  });
}

/** A run that names a factor of which this program has no definition: it was planned by another version. */
export function definitionNotThere(factor: string): FmError {
  return new FmError('DEFINITION_NOT_THERE', {
    what: `the run has no definition of the factor ${factor} that this program knows`,
    remedy: 'Use the version of the program that planned the run, or start the run again.',
    final: true,
  });
}

/** Formulas that cannot be read. */
export function malformedFormulas(what: string, remedy: string): FmError {
  return new FmError('MALFORMED_FORMULAS', { what: `the formulas cannot be read: ${what}`, remedy, kind: 'usage' });
}
