import type { BookInputs, BookRules } from '../books/book.ts';

/** A side of a signal: weight by stock. */
type Side = Map<number, number>;

interface Signal {
  readonly long: Side;
  readonly short: Side;
}

/**
 * The book of `simulateBook` a second time, as one would keep it by hand: numbers of shares and a cash box, places by
 * counting who ranks above, limits by bisection.
 */
export function textbookBook(
  inputs: BookInputs,
  rules: BookRules,
): { gross: number[]; net: number[]; weights: number[][] } {
  const { scores, closes } = inputs;
  const { days, stocks } = scores;
  const at = (panel: { values: Float64Array }, t: number, i: number): number => panel.values[t * stocks + i];
  const { holding = 1, delay = 1, short = true, costs = {}, execution = 'close' } = rules;
  const parts = Array.from({ length: holding }, () => new Map<number, number>());
  const before: Signal[] = parts.map(() => ({ long: new Map(), short: new Map() }));
  const last = new Map<number, number>();
  const missed = new Map<number, number>();
  const orders: { session: number; part: number; weights: Signal }[] = [];
  const formed = new Set<number>();
  const rate = (cost: number | Float64Array | undefined, i: number): number =>
    cost === undefined ? 0 : typeof cost === 'number' ? cost : cost[i];
  let cash = 1;
  let paid = 1;
  let whole = Infinity;
  let isFirst = true;
  const price = (i: number): number => last.get(i) as number;
  const worth = (): number =>
    cash + parts.reduce((sum, part) => sum + [...part].reduce((inner, [i, shares]) => inner + shares * price(i), 0), 0);
  const gross: number[] = [];
  const net: number[] = [];
  const weights: number[][] = [];

  const perform = (order: (typeof orders)[number], now: (i: number) => number): number => {
    const part = parts[order.part];
    const wealth = worth();
    const capital = wealth / holding;
    const wanted = new Map<number, number>();
    for (const [sign, side] of [
      [1, order.weights.long],
      [-1, order.weights.short],
    ] as const) {
      const total = [...side.values()].reduce((sum, weight) => sum + weight, 0);
      const stuck = [...part].reduce(
        (sum, [i, n]) => (now(i) > 0 || n * sign <= 0 ? sum : sum + Math.abs(n * price(i))),
        0,
      );
      const open = [...side].filter(([i]) => now(i) > 0);
      const openTotal = open.reduce((sum, [, weight]) => sum + weight, 0);
      const room = Math.max(0, total * capital - stuck);
      for (const [i, weight] of open) {
        const value = Math.min((rules.maxWeight ?? 1) * capital, (room * weight) / openTotal);
        wanted.set(i, (wanted.get(i) ?? 0) + sign * value);
      }
    }
    const changes = new Map<number, number>();
    for (let i = 0; i < stocks; i++) if (now(i) > 0) changes.set(i, (wanted.get(i) ?? 0) - (part.get(i) ?? 0) * now(i));
    const total = [...changes.values()].reduce((sum, value) => sum + Math.abs(value), 0);
    const turnover = total / capital / (short ? 4 : 2);
    const share =
      formed.has(order.part) && (rules.maxTurnover ?? 1) < 1 ? Math.min(1, rules.maxTurnover! / turnover) : 1;
    let cost = 0;
    for (const [i, change] of changes) {
      part.set(i, (part.get(i) ?? 0) + (share * change) / now(i));
      cash -= share * change;
      cost += Math.abs(share * change) * rate(costs.trade, i);
    }
    formed.add(order.part);
    if (formed.size === holding) whole = Math.min(whole, order.session);
    return cost / wealth;
  };

  let wealth = 1;
  for (let t = 0; t < days; t++) {
    const borrowed = parts.reduce(
      (sum, part) =>
        sum + [...part].reduce((inner, [i, n]) => inner + Math.max(0, -n * price(i)) * rate(costs.borrow, i), 0),
      0,
    );
    const borrow = borrowed / 252 / wealth;
    for (const { stock, value } of (inputs.delistings ?? []).filter(({ session }) => session === t)) {
      for (const part of parts) {
        if (!part.has(stock)) continue;
        cash += (part.get(stock) as number) * price(stock) * (1 + value);
        part.delete(stock);
      }
    }
    const order = orders.find(({ session }) => session === t);
    let cost = 0;
    if (order !== undefined && execution === 'open') {
      const opens = inputs.opens as { values: Float64Array };
      for (let i = 0; i < stocks; i++) if (at(opens, t, i) > 0) last.set(i, at(opens, t, i));
      cost = perform(order, (i) => at(opens, t, i));
    }
    for (let i = 0; i < stocks; i++) if (at(closes, t, i) > 0) last.set(i, at(closes, t, i));
    const now = worth();
    if (order !== undefined && execution === 'close') cost = perform(order, (i) => at(closes, t, i));
    if (execution === 'open' ? t >= whole : t > whole) {
      gross[t] = now / wealth - 1;
      net[t] = (now / wealth - borrow) * (1 - cost) * (isFirst ? paid : 1) - 1;
      isFirst = false;
    } else {
      paid *= 1 - cost;
      gross[t] = net[t] = NaN;
    }
    wealth = now;
    for (let i = 0; i < stocks; i++) {
      missed.set(i, at(closes, t, i) > 0 ? 0 : (missed.get(i) ?? 0) + 1);
      if (missed.get(i) !== 21) continue;
      for (const part of parts) {
        cash += (part.get(i) ?? 0) * (last.get(i) ?? 0);
        part.delete(i);
      }
    }
    weights[t] = Array.from({ length: stocks }, (_, i) =>
      parts.reduce((sum, part) => sum + ((part.get(i) ?? 0) * (last.get(i) ?? 0)) / now, 0),
    );
    const place = inputs.signals.indexOf(t);
    if (place < 0) continue;
    const part = place % holding;
    const found = signalOf(inputs, rules, t, before[part]);
    if (found === undefined) continue;
    before[part] = found.places;
    orders.push({ session: t + delay, part, weights: found.weights });
  }
  return { gross, net, weights };
}

function signalOf(
  { scores, closes, sizes, member }: BookInputs,
  { direction = 1, enter = 1 / 3, leave = enter, short = true, weighting = 'equal', maxWeight = 1 }: BookRules,
  t: number,
  before: Signal,
): { places: Signal; weights: Signal } | undefined {
  const { stocks } = scores;
  const deviation = (i: number): number => {
    const returns: number[] = [];
    for (let s = Math.max(1, t - 62); s <= t; s++) {
      const one = closes.values[s * stocks + i] / closes.values[(s - 1) * stocks + i] - 1;
      if (!Number.isNaN(one)) returns.push(one);
    }
    const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
    return returns.length < 21
      ? NaN
      : Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1));
  };
  const ranked: { i: number; key: number; size: number }[] = [];
  for (let i = 0; i < stocks; i++) {
    const key = scores.values[t * stocks + i];
    const size =
      weighting === 'value'
        ? (sizes as { values: Float64Array }).values[t * stocks + i]
        : weighting === 'inverse-volatility'
          ? 1 / deviation(i)
          : 1;
    if (Number.isNaN(key) || member?.[t * stocks + i] === 0 || !(closes.values[t * stocks + i] > 0)) continue;
    if (size > 0 && Number.isFinite(size)) ranked.push({ i, key: key * direction, size });
  }
  const n = ranked.length;
  const above = (key: number, sign: number): number => ranked.filter((one) => (one.key - key) * sign > 0).length;
  const equal = (key: number): number => ranked.filter((one) => one.key === key).length;
  const fraction = (key: number, sign: number, share: number): number =>
    Math.max(0, Math.min(1, (Math.floor(n * share + 1e-9) - above(key, sign)) / equal(key)));
  if (Math.floor(n * enter + 1e-9) === 0 || new Set(ranked.map(({ key }) => key)).size < 2) return undefined;
  if (short && ranked.some(({ key }) => fraction(key, 1, enter) > 0 && fraction(key, -1, enter) > 0)) return undefined;
  const side = (sign: number, held: Side): { places: Side; weights: Side } => {
    const places: Side = new Map();
    const sizesOf: Side = new Map();
    for (const { i, key, size } of ranked) {
      const place = Math.max(fraction(key, sign, enter), Math.min(held.get(i) ?? 0, fraction(key, sign, leave)));
      if (place === 0) continue;
      places.set(i, place);
      const distance = Math.abs((above(key, -1) - above(key, 1)) / 2);
      sizesOf.set(i, place * (weighting === 'signal' ? distance : size));
    }
    return { places, weights: limited(sizesOf, maxWeight) };
  };
  const long = side(1, before.long);
  const shorts = short ? side(-1, before.short) : { places: new Map(), weights: new Map() };
  return {
    places: { long: long.places, short: shorts.places },
    weights: { long: long.weights, short: shorts.weights },
  };
}

/** `min(most, scale x size)` with the scale at which they add up to 1, or to `most` times their number. */
function limited(sizes: Side, most: number): Side {
  const there = [...sizes].filter(([, size]) => size > 0);
  const goal = Math.min(1, most * there.length);
  const sum = (scale: number): number => there.reduce((total, [, size]) => total + Math.min(most, scale * size), 0);
  let [low, high] = [-200, 200];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (sum(2 ** middle) < goal) low = middle;
    else high = middle;
  }
  return new Map(there.map(([i, size]) => [i, Math.min(most, 2 ** high * size)]));
}
