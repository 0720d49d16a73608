import { wavePrices } from '@fm/warehouse/testing/wave-prices';

/** Six stocks over 200 weekdays: small, and nothing in it is constant. */
export const chaosMarket = () => wavePrices(6, '2020-01-01', 200);

/** What every run of the harness asks for. */
export const chaosInput = {
  factors: ['ROC20', 'RSI14'],
  ranges: ['2020-02-03..2020-06-30', '2020-05-01..2020-09-30'],
};
