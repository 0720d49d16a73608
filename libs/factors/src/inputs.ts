/** Panels made from daily prices. */
export const priceInputs = ['adjClose', 'close', 'volume', 'returns'] as const;

/** Panels of what the latest filing known at a session says; the names are those of the filings' derivations. */
export const filingInputs = [
  'revenueTtm',
  'revenueTtmYearAgo',
  'costOfRevenueTtm',
  'currentAssets',
  'currentLiabilities',
  'cash',
  'inventory',
  'inventoryYearAgo',
  'stockholdersEquity',
  'totalDebt',
  'interestExpenseTtm',
  'pretaxIncomeTtm',
  'epsDilutedTtm',
  'epsDilutedTtmYearAgo',
  'sharesOutstanding',
] as const;

/**
 * Panels made of prices, splits and filings together: the unadjusted close, shares of the newest split basis for one share
 * of the session's, and the unadjusted close times shares outstanding.
 */
export const marketInputs = ['unadjustedClose', 'splitRatio', 'marketCap'] as const;

/** Panels of the articles known at a session. */
export const sentimentInputs = ['averageSentiment14', 'latestSentiment'] as const;

/** Panels of the last measurement read from a document known at a session. */
export const ratingInputs = ['CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG', 'BoardAge', 'ExecutivePay', 'EnvRating'] as const;

/** A panel of the group (industry) that a stock is known to be in: a code, the same for all stocks of the group. */
export const groupInputs = ['group'] as const;

export type PriceInput = (typeof priceInputs)[number];
export type FilingInput = (typeof filingInputs)[number];
export type MarketInput = (typeof marketInputs)[number];
export type SentimentInput = (typeof sentimentInputs)[number];
export type RatingInput = (typeof ratingInputs)[number];
export type GroupInput = (typeof groupInputs)[number];

/** A panel that a factor can ask for. */
export type InputName = PriceInput | FilingInput | MarketInput | SentimentInput | RatingInput | GroupInput;
