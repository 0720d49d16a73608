import { FmError } from '@fm/platform';
import { forgetSecrets } from '@fm/platform/lambda';
import type { Warehouse } from '../contract.ts';
import { functionWarehouse } from './function-warehouse.ts';

/** First and longest pause between two tries, in milliseconds. */
const pauses = { first: 250, longest: 10_000 };

/** What passes while a host boots: a secret without a value, a name that is not known yet, a server that is not up. */
const passing = new Set(['SECRET_UNREADABLE', 'WAREHOUSE_UNREACHABLE']);

/**
 * The warehouse of a function, waited for while its host boots. Secrets are read again with every try: the host writes
 * the certificate authority, and takes a new password within minutes.
 *
 * @param waitSeconds - how long to wait; 0 tries once
 * @param onWait - hears why the warehouse is not there yet
 * @throws what {@link functionWarehouse} throws, the last time
 */
export async function awaitWarehouse(waitSeconds: number, onWait: (reason: string) => void): Promise<Warehouse> {
  const end = Date.now() + waitSeconds * 1000;
  for (let pause = pauses.first; ; pause = Math.min(pauses.longest, 2 * pause)) {
    try {
      return await functionWarehouse();
    } catch (error) {
      if (!(error instanceof FmError) || !passing.has(error.code) || Date.now() + pause > end) throw error;
      onWait(error.message);
      forgetSecrets();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
