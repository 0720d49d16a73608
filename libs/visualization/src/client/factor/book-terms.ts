import type { BookBodyAnswer } from '../../api/book-schemas.ts';
import { formatValue } from '../../format.ts';

/** What was held and when it was traded. */
export function termsSentence({ terms }: Pick<BookBodyAnswer, 'terms'>): string {
  const { buy, enter, longOnly, weighting, rebalance, commission, from, to } = terms;
  const [bought, sold] = buy === 'high' ? ['highest', 'lowest'] : ['lowest', 'highest'];
  const share = formatValue(enter, 'percent').replace(/\.00 %$/, ' %');
  const short = longOnly ? '' : `, the ${sold} ${share} sold short`;
  const when = /^\d+$/.test(rebalance) ? `every ${rebalance} sessions` : rebalance;
  return `The ${bought} ${share} bought${short}, ${weighting} weights, rebalanced ${when}, ${commission} basis points of the value of every trade; ${from} to ${to}.`;
}
