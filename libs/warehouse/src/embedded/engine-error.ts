/**
 * Text of an error of the engine. Read by its shape, not its class: the addon makes errors of the main context, which
 * are not instances of the `Error` of a test's context.
 */
export function engineErrorText(thrown: unknown): string | undefined {
  const message = (thrown as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' && message.startsWith('Code: ') ? message : undefined;
}
