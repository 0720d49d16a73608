import { FmError } from '../errors.ts';
import { symbolOf } from '../symbol.ts';
import type { UniverseStock } from '../universe/index.ts';
import { readEvent, type StartedFunction } from './function-events.ts';

/** The message that asks for one stock: the stock, and the event of the start that asks for it. */
export function symbolMessage(stock: UniverseStock, event: object): string {
  return JSON.stringify({ ...stock, event });
}

/**
 * Reads what {@link symbolMessage} makes.
 *
 * @throws MESSAGE_REFUSED when it is not such a message, EVENT_REFUSED when the function does not know its event
 */
export function readSymbolMessage<Event extends object>(
  service: StartedFunction,
  body: string,
): { readonly stock: UniverseStock; readonly event: Event } {
  const { symbol, cik, event, ...more } = objectOf(service, body);
  const isSymbol = typeof symbol === 'string' && symbolOf(symbol) === symbol;
  const isCik = cik === undefined || (typeof cik === 'string' && /^\d{10}$/.test(cik));
  if (!isSymbol || !isCik || Object.keys(more).length > 0) throw refused(service);
  return {
    stock: { symbol, ...(cik === undefined ? {} : { cik: String(cik) }) },
    event: readEvent<Event>(service, event),
  };
}

function objectOf(service: string, body: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw refused(service);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(service);
  return value as Readonly<Record<string, unknown>>;
}

function refused(service: string): FmError {
  return new FmError('MESSAGE_REFUSED', {
    what: 'the message does not ask for a stock',
    where: `queue of ${service}`,
    remedy: 'Send {"symbol":"AAPL","cik":"0000320193","event":{}}; the CIK may be left out.',
    kind: 'usage',
  });
}
