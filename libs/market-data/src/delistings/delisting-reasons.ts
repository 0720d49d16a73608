/**
 * Mean return of stocks that an exchange dropped for cause (T. Shumway, "The delisting bias in CRSP data", Journal of Finance
 * 52, 1997). Where a file says the return itself, that counts.
 */
export const returnOfFailure = -0.3;

/** Words of reasons that are failures: the stock lost what is above, in the mean. */
const failures =
  /bankrupt|insolv|liquidat|receivership|chapter ?(7|11)|fail|performance|insufficient|delinquen|below|non.?compliance|non.?payment|dropped|expelled|fraud|revoked|worthless/;
/** Words of reasons after which the holder has about the last price: a return is not assumed. */
const paidOut =
  /merge|acqui|takeover|take.?over|buy.?out|going private|taken private|exchange|voluntar|moved|transfer|expired|matured|redeemed|converted|spin.?off|name change/;

/**
 * The delisting return for each reason: words, or a CRSP delisting code (200s mergers, 300s exchanges of shares, 400s
 * liquidations, 500s dropped by the exchange, of which 501 to 519 moved to another one).
 *
 * @returns the return, a fraction; null where it is not known from the reason; undefined where the reason is unknown
 */
export function returnOfReason(reason: string): number | null | undefined {
  if (/^\d{3}$/.test(reason)) return returnOfCode(Number(reason));
  const words = reason.toLowerCase();
  if (failures.test(words)) return returnOfFailure;
  return paidOut.test(words) ? null : undefined;
}

function returnOfCode(code: number): number | null | undefined {
  if (code >= 200 && code < 400) return null;
  if (code >= 501 && code < 520) return null;
  return code >= 400 && code < 600 ? returnOfFailure : undefined;
}
