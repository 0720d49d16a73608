import { FmError, loadConfig, requiredSetting } from '@fm/platform';
import { scheduledHandler, type ScheduledEvent } from '@fm/platform/lambda';
import { collectPrices, type SymbolOutcome } from '@fm/market-data';
import { openObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';

interface CollectEvent extends ScheduledEvent {
  /** First day to ask for, `YYYY-MM-DD`. @default what is not known yet */
  readonly since?: string;
}

/** Collects the prices of the universe: raw responses to the object store, rows to the warehouse. */
export const handler = scheduledHandler('market-data-collect', async ({ since }: CollectEvent, _for, logger) => {
  const config = loadConfig();
  const objectStore = await openObjectStore(requiredSetting(config, 'objectStore'));
  const { symbols, ...counts } = await collectPrices({
    warehouse: await functionWarehouse(),
    objectStore,
    symbols: config.universe,
    since,
    ...origins(config.pricesOrigin),
  });
  logger.info('collected', { ...counts });
  const failed = symbols.filter(({ status }) => status === 'failed');
  if (failed.length > 0) throw incomplete(failed);
  return counts;
});

/** A stand-in for the providers, for trials on one machine. */
function origins(origin: string | undefined): { origins?: { yahoo: string; stooq: string } } {
  return origin === undefined ? {} : { origins: { yahoo: origin, stooq: origin } };
}

function incomplete(failed: readonly SymbolOutcome[]): FmError {
  const reasons = failed.map(({ symbol, failures }) => `${symbol} ${failures.map(({ code }) => code).join(' then ')}`);
  return new FmError('PRICES_INCOMPLETE', {
    what: `${failed.length} symbols failed: ${reasons.join(', ')}`,
    remedy: 'Start it again: only what is not known yet is asked for.',
  });
}
