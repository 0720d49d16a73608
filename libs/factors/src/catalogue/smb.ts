import { composePortfolios } from '../composite-portfolios.ts';
import { definePortfolioFactor } from '../definition.ts';
import { laggedCap, sizeValueSorts } from '../june-sorts.ts';

export default definePortfolioFactor({
  name: 'SMB',
  aliases: [],
  type: 'market',
  expectedSign: 1,
  inputs: ['returns', 'marketCap', 'stockholdersEquity'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'no_june_sort',
  unit: 'return per session',
  description:
    'Small minus big: mean of the three small portfolios minus mean of the three big ones of the 2x3 sorts on size and book-to-market, cap-weighted within the universe, formed each June.',
  source:
    'Fama and French (1993), Common Risk Factors in the Returns on Stocks and Bonds, Journal of Financial Economics 33(1)',
  revision: 1,
  compute: (inputs) => {
    const returns = inputs.panel('returns');
    const third = 1 / 3;
    const coefficients = [third, third, third, -third, -third, -third];
    const charge = new Float64Array(returns.days);
    return composePortfolios(returns, coefficients, sizeValueSorts(inputs), laggedCap(inputs), returns.values, charge);
  },
});
