import type { Warehouse } from '../contract.ts';

/** A split or dividend as a source reports it. */
export interface ClaimedAction {
  readonly symbol: string;
  /** Days since the epoch. */
  readonly day: number;
  readonly kind: string;
  /** New shares per old, or currency per share. */
  readonly value: number;
  readonly source: string;
  /** When it was reported: microseconds since 1970; digits below a millisecond have no meaning. */
  readonly version: number;
}

type Dated = Pick<ClaimedAction, 'symbol' | 'day' | 'kind' | 'value'>;

/** Two splits of a stock within so many days are one split under two dates. */
const daysApart = 7;

const tolerance = 1e-6;

/** Whether two actions name the same value. */
export function sameValue(a: Pick<Dated, 'value'>, b: Pick<Dated, 'value'>): boolean {
  return Math.abs(a.value / b.value - 1) <= tolerance;
}

/**
 * Whether two actions cannot both be true: two values of one day, or one split under two dates. A split of 1 to 1 is none:
 * it contradicts nothing on other days.
 */
export function contradicts(action: Dated, other: Dated): boolean {
  if (action.symbol !== other.symbol || action.kind !== other.kind) return false;
  if (action.day === other.day) return !sameValue(action, other);
  const isSplit = action.kind === 'split' && action.value !== 1 && other.value !== 1;
  return isSplit && Math.abs(action.day - other.day) <= daysApart;
}

/** Milliseconds since 1970 at which a claim was reported: the digits below only distinguish its versions. */
function momentOf({ version }: ClaimedAction): number {
  return Math.floor(version / 1000);
}

/**
 * Order of claims that contradict each other: a file before a provider, because a person chose it; then what was reported
 * first; of one moment the earlier day, the smaller value, and then the names. No two rows of the table are alike in it.
 */
export function byRank(a: ClaimedAction, b: ClaimedAction): number {
  const provided = ({ source }: ClaimedAction): number => Number(source !== 'file');
  const name = ({ source, symbol, kind }: ClaimedAction): string => [source, symbol, kind].join(' ');
  const byName = name(a) < name(b) ? -1 : Number(name(a) > name(b));
  return provided(a) - provided(b) || momentOf(a) - momentOf(b) || a.day - b.day || a.value - b.value || byName;
}

/** Which claims are kept and which are not, whatever their order: no two kept claims contradict each other. */
export function resolveContradictions(claims: readonly ClaimedAction[]): {
  readonly used: ClaimedAction[];
  /** Each with the one that it contradicts. */
  readonly overruled: { readonly claim: ClaimedAction; readonly by: ClaimedAction }[];
} {
  const used: ClaimedAction[] = [];
  const overruled: { claim: ClaimedAction; by: ClaimedAction }[] = [];
  for (const claim of [...claims].sort(byRank)) {
    const by = used.find((other) => contradicts(claim, other));
    if (by === undefined) used.push(claim);
    else overruled.push({ claim, by });
  }
  return { used, overruled };
}

/** Every claim of some symbols, the newest of each source and day, in no order. */
export function claimedActions(warehouse: Warehouse, symbols: readonly string[]): Promise<ClaimedAction[]> {
  return warehouse.query<ClaimedAction>(
    `SELECT symbol, toInt32(date) AS day, kind, value, source, toFloat64(version) AS version
     FROM corporate_actions FINAL WHERE symbol IN {symbols:Array(String)}`,
    { symbols },
  );
}

/** The splits of some symbols by symbol and day; one that two sources report is one. */
export async function knownSplits(warehouse: Warehouse, symbols: readonly string[]): Promise<ClaimedAction[]> {
  const claims = (await claimedActions(warehouse, symbols)).filter(({ kind }) => kind === 'split');
  const bySymbol = new Map<string, ClaimedAction[]>();
  for (const claim of claims) bySymbol.set(claim.symbol, [...(bySymbol.get(claim.symbol) ?? []), claim]);
  return [...bySymbol.values()].flatMap((own) => {
    const once = new Map(resolveContradictions(own).used.map((claim) => [claim.day, claim]));
    return [...once.values()].sort((a, b) => a.day - b.day);
  });
}
