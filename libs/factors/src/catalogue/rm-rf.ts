import { composePortfolios } from '../composite-portfolios.ts';
import { definePortfolioFactor } from '../definition.ts';
import { laggedCap } from '../june-sorts.ts';

export default definePortfolioFactor({
  name: 'Rm_Rf',
  aliases: ['MARKET', 'Rm-Rf', 'MKT'],
  type: 'market',
  expectedSign: 1,
  inputs: ['returns', 'marketCap'],
  lookBack: 'sinceListing',
  warmUp: 0,
  unit: 'return per session',
  description:
    'Cap-weighted return of the universe minus the risk-free rate, which is zero where no series was ingested.',
  source: 'Sharpe (1964), Capital Asset Prices, Journal of Finance 19(3)',
  revision: 1,
  compute: (inputs) => {
    const returns = inputs.panel('returns');
    const caps = laggedCap(inputs);
    const legs = Int8Array.from(returns.values, (value, cell) =>
      Number.isFinite(value) && (caps[cell] as number) > 0 ? 0 : -1,
    );
    return composePortfolios(returns, [1], legs, caps, returns.values, inputs.riskFree);
  },
});
