import { FmError, type Config } from '@fm/platform';
import { parseUniverse, type UniverseStock } from '@fm/platform/universe';
import { openObjectStore } from './open.ts';

/**
 * The stocks that are collected and expected: those of the object `FM_UNIVERSE_OBJECT`, and without it those of
 * `FM_UNIVERSE` with their CIKs of `FM_CIKS`.
 *
 * @throws UNIVERSE_MISSING when the object is not there, and what {@link parseUniverse} throws
 */
export async function readUniverse(
  config: Pick<Config, 'universe' | 'ciks' | 'universeObject'>,
): Promise<UniverseStock[]> {
  const { universe, ciks, universeObject } = config;
  if (universeObject === undefined) {
    return universe.map((symbol) => ({ symbol, ...(ciks[symbol] ? { cik: ciks[symbol] } : {}) }));
  }
  const at = universeObject.lastIndexOf('/');
  const store = await openObjectStore(universeObject.slice(0, at));
  try {
    const object = await store.get(universeObject.slice(at + 1));
    if (object === undefined) throw universeMissing(universeObject);
    return parseUniverse(object.body.toString('utf8'), universeObject);
  } finally {
    store.close();
  }
}

function universeMissing(where: string): FmError {
  return new FmError('UNIVERSE_MISSING', {
    what: 'the list of stocks to collect does not exist',
    where,
    remedy: 'Deploy 0-prepare, which creates it, or create it yourself.',
  });
}
