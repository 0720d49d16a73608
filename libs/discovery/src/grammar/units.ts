/** Exponents of money and of shares: a price is money per share, a capitalisation money, a ratio neither. */
export interface Unit {
  readonly money: number;
  readonly shares: number;
}

export const ratio: Unit = { money: 0, shares: 0 };
export const price: Unit = { money: 1, shares: -1 };
export const money: Unit = { money: 1, shares: 0 };
export const shares: Unit = { money: 0, shares: 1 };

export function sameUnit(a: Unit, b: Unit): boolean {
  return a.money === b.money && a.shares === b.shares;
}

export function product(a: Unit, b: Unit): Unit {
  return { money: a.money + b.money, shares: a.shares + b.shares };
}

export function quotient(a: Unit, b: Unit): Unit {
  return { money: a.money - b.money, shares: a.shares - b.shares };
}

/** A panel that formulas of a search may name. */
export interface SearchField {
  readonly name: string;
  readonly kind: 'panel' | 'group';
  readonly unit: Unit;
  /** Sessions before t that its value at t depends on. @default 0 */
  readonly lookBack?: number;
}

/** Fields that a market may have, with what they are measured in. */
export const knownFields: readonly SearchField[] = [
  { name: 'open', kind: 'panel', unit: price },
  { name: 'high', kind: 'panel', unit: price },
  { name: 'low', kind: 'panel', unit: price },
  { name: 'close', kind: 'panel', unit: price },
  { name: 'volume', kind: 'panel', unit: shares },
  { name: 'cap', kind: 'panel', unit: money },
  { name: 'returns', kind: 'panel', unit: ratio, lookBack: 1 },
  { name: 'industry', kind: 'group', unit: ratio },
];
