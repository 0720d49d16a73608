import { symbolKind } from '@fm/platform';

/** Currencies of exchanges by the suffix that Yahoo gives their symbols. */
const ofSuffix: Readonly<Record<string, string>> = {
  ...{ L: 'GBP', TO: 'CAD', V: 'CAD', T: 'JPY', HK: 'HKD', SS: 'CNY', SZ: 'CNY', AX: 'AUD', SW: 'CHF', NS: 'INR' },
  ...{ BO: 'INR', KS: 'KRW', KQ: 'KRW', TW: 'TWD', SA: 'BRL', ST: 'SEK', CO: 'DKK', OL: 'NOK', SI: 'SGD', MX: 'MXN' },
  ...{ DE: 'EUR', F: 'EUR', PA: 'EUR', AS: 'EUR', MI: 'EUR', MC: 'EUR', BR: 'EUR', LS: 'EUR', VI: 'EUR', HE: 'EUR' },
};

/** Currencies of well-known indices. */
const ofIndex: Readonly<Record<string, string>> = {
  ...{ '^GSPC': 'USD', '^DJI': 'USD', '^IXIC': 'USD', '^NDX': 'USD', '^RUT': 'USD', '^SP500TR': 'USD', '^FTSE': 'GBP' },
  ...{ '^GDAXI': 'EUR', '^FCHI': 'EUR', '^STOXX50E': 'EUR', '^N225': 'JPY', '^HSI': 'HKD', '^GSPTSE': 'CAD' },
  ...{ '^AXJO': 'AUD', '^SSMI': 'CHF', '^BSESN': 'INR', '^NSEI': 'INR', '^KS11': 'KRW', '^BVSP': 'BRL' },
};

/**
 * The currency that a symbol is quoted in, by its exchange: US dollars for a stock without a suffix.
 *
 * @returns undefined where the symbol does not say it
 */
export function quoteCurrency(symbol: string): string | undefined {
  const kind = symbolKind(symbol);
  if (kind === 'index') return ofIndex[symbol];
  if (kind !== 'stock') return undefined;
  const suffix = /\.([A-Z]+)$/.exec(symbol)?.[1];
  return suffix === undefined ? 'USD' : ofSuffix[suffix];
}
