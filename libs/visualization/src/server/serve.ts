import { messageOf } from '@fm/platform';
import type { Logger } from '@fm/platform/logger';
import { createDashboard, type DashboardOptions } from './dashboard.ts';
import { logUncaughtErrors } from './log-uncaught-errors.ts';
import { warmUp } from './warm-up.ts';

export interface ServeOptions extends DashboardOptions {
  /** Port; 0 takes a free one. @default 8080 */
  readonly port?: number;
  /** Called with the address as soon as it answers, before the first page is made ready. */
  readonly onListening?: (url: string) => void;
}

/** A dashboard that listens. */
export interface ServedDashboard {
  readonly url: string;
  /** Answers what is under way, then stops listening; the warehouse stays open. */
  close(): Promise<void>;
}

/**
 * Serves the dashboard, on the loopback address unless set otherwise. While it listens, an error that nobody caught is
 * reported instead of ending the process.
 */
export async function serveDashboard(options: ServeOptions): Promise<ServedDashboard> {
  const { port = 8080, host = '127.0.0.1' } = options;
  const app = await createDashboard({ ...options, host });
  const url = await app.listen({ port, host });
  const stopLogging = logUncaughtErrors((thrown) => reportTo(options.logger, thrown));
  options.onListening?.(url);
  // Behind a login, requests without one are refused.
  if (options.login === undefined) await warmUp(url);
  return {
    url,
    close: async () => {
      await app.close();
      stopLogging();
    },
  };
}

function reportTo(logger: Logger | undefined, thrown: unknown): void {
  if (logger !== undefined) logger.error({ err: thrown }, 'an error that no request caught');
  else process.stderr.write(`UNEXPECTED: ${messageOf(thrown)}; the dashboard continues\n`);
}
