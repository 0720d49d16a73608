import { shownText, symbolOf } from '@fm/platform';
import { momentOf } from '@fm/platform/time';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { notASearchResponse, symbolMissing } from '../errors.ts';
import type { SearchDelivery } from './load-search.ts';

const searchesFile = Type.Object({
  format: Type.Literal('fm.searches.v1'),
  synthetic: Type.Optional(Type.Boolean()),
  searches: Type.Array(Type.Object({ symbol: Type.String(), collected_at: Type.String(), response: Type.Unknown() })),
});

const recordedFile = Type.Object({
  interactions: Type.Array(Type.Object({ response: Type.Object({ body: Type.Unknown() }) })),
});

/** What a bare response does not say. */
export interface FileContext {
  readonly uri: string;
  readonly symbol: string | undefined;
  readonly collectedAt: Date;
}

/**
 * The responses in a file: a bare Tavily response, a recorded exchange (`interactions`), or a file of the project's
 * format `fm.searches.v1`, which says itself what each response is about and when it was collected.
 *
 * @throws SEARCH_NOT_A_RESPONSE, SEARCH_SYMBOL_MISSING
 */
export function deliveriesOf(text: string, { uri, symbol, collectedAt }: FileContext): SearchDelivery[] {
  const content = jsonOf(text, uri);
  if (Check(searchesFile, content)) {
    const { searches, synthetic = false } = content;
    return searches.map((search, at) => {
      const collected = momentOf(search.collected_at);
      if (collected === undefined)
        throw notASearchResponse(`${uri} searches[${at}]`, 'collected_at is not a moment with its zone');
      const about = symbolOf(search.symbol);
      if (about === undefined)
        throw notASearchResponse(`${uri} searches[${at}]`, `"${shownText(search.symbol)}" is not a symbol`);
      return {
        location: `searches[${at}]`,
        symbol: about,
        collectedAt: collected,
        response: search.response,
        synthetic,
      };
    });
  }
  if (symbol === undefined) throw symbolMissing(uri);
  const bodies = Check(recordedFile, content) ? content.interactions.map(({ response }) => response.body) : [content];
  return bodies.map((response, at) => ({
    location: bodies.length === 1 ? '' : `interactions[${at}]`,
    symbol,
    collectedAt,
    response,
    synthetic: false,
  }));
}

function jsonOf(text: string, uri: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notASearchResponse(uri, 'the file is not JSON');
  }
}
