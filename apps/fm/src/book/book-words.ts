import type { BookAttribution, BookStanding, BookTerms, FactorBook, MadeBook } from '@fm/portfolio/book';
import { digits, percent } from '../output.ts';

/** Significance at which a mean counts as evidence. */
const level = 0.05;

/** What the book earned and what follows from it, in a sentence or two. */
export function bookVerdict({ atClose: { figures, ruin }, terms, belief, ledger }: FactorBook): string {
  const { gross, net, tradingCost, borrowCost, breakEven } = figures;
  if (ruin !== null) return `lost all its wealth on ${ruin}.`;
  const costs = (tradingCost ?? 0) + (borrowCost ?? 0);
  const kept = `${percent(net.mean)} a year after costs of ${percent(costs)} (${percent(gross.mean)} before them), t ${digits(net.t, 2)}, p ${digits(net.pValue, 3)}`;
  const said = belief === null ? '' : `; on the factor the run says: ${belief}`;
  if ((gross.mean ?? 0) <= 0)
    return `lost before any cost: ${kept}. There is no case for buying the ${sideWord(terms)}; --buy ${terms.buy === 'high' ? 'low' : 'high'} holds the other end${said}.`;
  if ((net.mean ?? 0) <= 0)
    return `costs take all of it: ${kept}. It breaks even at ${digits(breakEven, 1)} basis points of the value traded${said}.`;
  return `${kept}: ${evidenceText(net.pValue, ledger)}${said}.`;
}

function evidenceText(pValue: number | null, ledger: BookStanding): string {
  if (pValue === null || pValue >= level) return 'no evidence that it earns anything';
  const tried = `p ${digits(ledger.pValue, 3)} after all ${ledger.trials} trials of the ledger`;
  return ledger.pValue !== null && ledger.pValue < level
    ? `more than chance would give (${tried})`
    : `no more than chance would give the best of what was tried (${tried})`;
}

/** Which stocks are bought, how they are weighted, when they are traded and what that costs. */
export function termsText(terms: BookTerms): string {
  const other = terms.buy === 'high' ? 'lowest' : 'highest';
  const sides = `buys the ${sideWord(terms)} ${percent(terms.enter, 0)} of ${terms.factor}${terms.longOnly ? '' : `, sells the ${other} ${percent(terms.enter, 0)} short`}`;
  const parts = [
    sides,
    ...(terms.leave > terms.enter
      ? [`a stock is held until it leaves the ${sideWord(terms)} ${percent(terms.leave, 0)}`]
      : []),
    weightsText(terms),
    ...(terms.maxWeight < 1 ? [`at most ${percent(terms.maxWeight)} of a side in a stock`] : []),
    ...(terms.maxGroup === undefined ? [] : [`at most ${percent(terms.maxGroup, 0)} of a side in an industry`]),
    typeof terms.rebalance === 'number'
      ? `rebalanced every ${terms.rebalance} sessions`
      : `rebalanced ${terms.rebalance}`,
    ...(terms.maxTurnover < 1 ? [`at most ${percent(terms.maxTurnover, 0)} replaced at once`] : []),
    ...(terms.holding > 1 ? [`in ${terms.holding} overlapping parts`] : []),
    ...(terms.skip > 0
      ? [`traded ${terms.skip + 1} sessions after the signal`]
      : ['traded at the session after the signal']),
  ];
  return `${parts.join('; ')}\n${costText(terms)}`;
}

function weightsText({ weighting, riskAversion }: BookTerms): string {
  if (weighting === 'min-variance') return 'min-variance weights from the covariance of the year before (Ledoit-Wolf)';
  if (weighting !== 'mean-variance') return `${weighting} weights`;
  return `mean-variance weights with a risk aversion of ${riskAversion}, from the covariance of the year before (Ledoit-Wolf) and expected returns that take a rank correlation of 0.05 a month as given`;
}

function costText({ costs: { commission, spread, borrow, stocks = [] }, longOnly }: BookTerms): string {
  const half = spread === 0 ? '' : ` and half of a spread of ${spread} basis points`;
  const lending = longOnly ? '' : `; ${borrow} basis points a year for what is short`;
  const own = stocks.length === 0 ? '' : `; ${stocks.length} stocks have costs of their own`;
  return `costs: ${commission} basis points of the value of every trade${half}${lending}${own}`;
}

function sideWord({ buy }: BookTerms): string {
  return buy === 'high' ? 'highest' : 'lowest';
}

/** What happened beside the trades; empty where nothing did. */
export function countsText({ counts, trades }: MadeBook): string {
  const texts: readonly (readonly [number, string])[] = [
    [counts.tooFewStocks, 'signals with too few stocks that have a value'],
    [counts.undivided, 'signals with one value that reaches into both sides'],
    [counts.untraded, 'positions that could not be traded at a rebalancing'],
    [counts.delisted, 'positions that ended with the return of a delisting'],
    [counts.soldAtLastPrice, 'positions without a price for a month, which count as sold at the last one'],
    [counts.turnoverLimited, 'rebalancings cut short by the limit on turnover'],
  ];
  const there = texts.filter(([count]) => count > 0).map(([count, text]) => `${text}: ${count}`);
  return [`rebalancings: ${trades}`, ...there].join('; ');
}

/** How each figure is estimated. */
export const estimators = `mean: of a session, times 252; t and p: of the net mean, by cosines, which keep their size in short samples
growth: compound, a year; Sharpe: mean over deviation, times the root of 252, of a book without a short side above the risk-free rate
Sortino: downside of all sessions; Calmar: growth over the largest drawdown; VaR and CVaR: historical, 5 %, of a session
turnover: one-way, a year; break-even: cost, in basis points of the value traded, that leaves no mean return
universe: the mean return of its members every session, equal or by market capitalisation as the book; cash earns nothing`;

/** How return and risk are split. */
export function attributionText({ from, to, stocks }: BookAttribution): string {
  return `attribution: from ${from} to ${to}, a regression of the returns of ${digits(stocks, 1)} stocks a session on industries and styles at the close
before; return: exposure times factor return, a year, before costs; risk: what each adds to the volatility a year of the last holdings,
covariances with a half-life of 252 sessions; return and risk add up`;
}
