import { FmError } from '@fm/platform';

/** A factor that reads an input that it does not declare: it may not be loaded, and nothing says why it is missing. */
export function undeclaredInput(factor: string, input: string, declared: readonly string[]): FmError {
  return new FmError('UNDECLARED_INPUT', {
    what: `the factor ${factor} reads the input ${input} and declares ${declared.join(', ')}`,
    remedy: `Add "${input}" to the \`inputs\` of its definition.`,
    final: true,
  });
}
