import { monthlyTurnover, type FactorBook, type MadeBook, type ReturnFigures } from '@fm/portfolio/book';
import { derivedSeries } from '../sheet/derived-series.ts';
import type { SheetSeries } from '../sheet/sheet-data.ts';
import { bookFigureNames, type BookBodyAnswer } from '../api/book-schemas.ts';

/** A book as the page of its factor shows it; daily returns to six digits, which no chart can tell from all of them. */
export function bookAnswer({ run, terms, atClose, ledger }: FactorBook): BookBodyAnswer {
  const { net, gross, benchmark, ...book } = atClose.figures;
  const { factor, from, to, longOnly, buy, weighting, enter } = terms;
  return {
    run: run.id,
    factor,
    terms: {
      ...{ from, to, longOnly, buy, weighting, enter, rebalance: String(terms.rebalance) },
      commission: terms.costs.commission,
    },
    trials: ledger.trials,
    pValueOfLedger: ledger.pValue,
    dates: [...atClose.dates],
    net: Array.from(atClose.net, short),
    gross: Array.from(atClose.gross, short),
    benchmark: Array.from(atClose.benchmark, short),
    derived: derivedOf(atClose),
    monthly: [...net.monthly],
    yearly: [...net.yearly],
    benchmarkYearly: [...benchmark.yearly],
    turnover: monthlyTurnover(atClose, longOnly),
    skill: atClose.skill.map(({ month, value }) => ({ date: month, value })),
    figures: { net: figuresOf(net), gross: figuresOf(gross), benchmark: figuresOf(benchmark) },
    book,
    drawdowns: [...net.drawdowns],
  };
}

function derivedOf({ net, benchmark }: MadeBook): BookBodyAnswer['derived'] {
  const derived = derivedSeries({ name: 'net', returns: net }, { name: 'universe', returns: benchmark });
  const sent = (lines: readonly SheetSeries[]) =>
    lines.map(({ name, returns }) => ({ name, returns: Array.from(returns, short) }));
  const { underWater, sharpe, beta, volatility } = derived;
  return { underWater: sent(underWater), sharpe: sent(sharpe), beta: sent(beta), volatility: sent(volatility) };
}

function figuresOf(all: ReturnFigures): Record<string, number | null> {
  return Object.fromEntries(bookFigureNames.map((name) => [name, all[name as keyof ReturnFigures] as number | null]));
}

function short(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
