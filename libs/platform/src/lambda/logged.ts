import { errorFields, printable, type Logger } from './function-logger.ts';

/** Does some work and logs how long it took, or why it failed. */
export async function logged<Result>(log: Logger, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  try {
    const result = await work();
    log.info('done', { milliseconds: Math.round(performance.now() - started) });
    return result;
  } catch (error) {
    log.error('failed', errorFields(error));
    throw printable(error);
  }
}
