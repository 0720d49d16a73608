import { FmError, loadConfig, requiredSetting, type Config } from '@fm/platform';
import { collectingHandler, type ScheduledEvent } from '@fm/platform/lambda';
import { collectPrices, type SymbolOutcome } from '@fm/market-data';
import { openObjectStore, readUniverse } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';

interface CollectEvent extends ScheduledEvent {
  /** First day to ask for, `YYYY-MM-DD`. @default what is not known yet */
  readonly since?: string;
}

/** Collects prices: raw responses to the object store, rows to the warehouse. */
export const handler = collectingHandler<CollectEvent>('market-data-collect', {
  stocks: () => readUniverse(loadConfig()),
  queueUrl: () => requiredSetting(loadConfig(), 'symbolQueueUrl'),
  collect: async (stocks, { since }, _for, logger) => {
    const config = loadConfig();
    const objectStore = await openObjectStore(requiredSetting(config, 'objectStore'));
    const { symbols, ...counts } = await collectPrices({
      warehouse: await functionWarehouse(),
      objectStore,
      symbols: stocks.map(({ symbol }) => symbol),
      since,
      callers: config.callers,
      ...origins(config),
    });
    logger.info('collected', { ...counts });
    const failed = symbols.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return undefined;
    return { symbols: failed.map(({ symbol }) => symbol), error: incomplete(failed) };
  },
});

/** A stand-in for the providers, for trials on one machine. */
function origins({ pricesOrigin }: Config): { origins?: { yahoo: string; stooq: string } } {
  return pricesOrigin === undefined ? {} : { origins: { yahoo: pricesOrigin, stooq: pricesOrigin } };
}

function incomplete(failed: readonly SymbolOutcome[]): FmError {
  const reasons = failed.map(({ symbol, failures }) => `${symbol} ${failures.map(({ code }) => code).join(' then ')}`);
  return new FmError('PRICES_INCOMPLETE', {
    what: `${failed.length} symbols failed: ${reasons.join(', ')}`,
    remedy: 'Start it again: only what is not known yet is asked for.',
  });
}
