import { isoOfDay } from '../model/civil-date.ts';
import type { ReadAction, RefusedAction } from './parse-actions.ts';

/** An action that the warehouse has. */
export interface KnownAction {
  readonly symbol: string;
  readonly day: number;
  readonly kind: string;
  readonly value: number;
  readonly source: string;
}

/** Which actions go in, which are there already, and which contradict others. */
export interface SettledActions {
  readonly fresh: readonly ReadAction[];
  readonly unchanged: number;
  readonly refused: readonly RefusedAction[];
}

/** Two splits of a stock within so many days are one split under two dates. */
const daysApart = 7;

const tolerance = 1e-6;

/**
 * Compares the actions of a file with each other and with those that are known: a split that goes in twice, from two
 * sources or under two dates, would count twice.
 *
 * @param source - source of the file's actions; they replace those of the same source and day
 */
export function settleActions(
  actions: readonly ReadAction[],
  known: readonly KnownAction[],
  source: string,
): SettledActions {
  const refused: RefusedAction[] = [];
  const fresh: ReadAction[] = [];
  let unchanged = 0;
  const replaced = (other: KnownAction): boolean =>
    other.source === source && actions.some((action) => sameDay(action, other));
  const standing = known.filter((other) => !replaced(other));
  for (const [at, action] of actions.entries()) {
    const rest = actions
      .filter((_, other) => other !== at)
      .map((other) => ({ ...other, source: `line ${other.line}` }));
    const clash = [...standing, ...rest].find((other) => contradicts(action, other));
    const twin = actions.findIndex((other) => sameDay(action, other) && sameValue(action, other));
    const there = known.some((other) => sameDay(action, other) && sameValue(action, other) && !shadowed(other, known));
    if (clash !== undefined) refused.push(conflict(action, clash));
    else if (twin < at || there) unchanged += 1;
    else fresh.push(action);
  }
  return { fresh, unchanged, refused };
}

/**
 * What is known that an action contradicts, if anything; a value of its own source for the same day does not, because the
 * newer one replaces it.
 */
export function contradicted(action: Dated, source: string, known: readonly KnownAction[]): KnownAction | undefined {
  return known.find((other) => !(other.source === source && sameDay(action, other)) && contradicts(action, other));
}

type Dated = Pick<KnownAction, 'symbol' | 'day' | 'kind' | 'value'>;

function sameDay(a: Dated, b: Dated): boolean {
  return a.symbol === b.symbol && a.kind === b.kind && a.day === b.day;
}

function sameValue(a: Dated, b: Dated): boolean {
  return Math.abs(a.value / b.value - 1) <= tolerance;
}

/** The file's own source has another value for the day: what another source says does not stand. */
function shadowed(other: KnownAction, known: readonly KnownAction[]): boolean {
  return known.some((one) => sameDay(one, other) && !sameValue(one, other));
}

/** A split of 1 to 1 is none: it contradicts nothing on other days. */
function contradicts(action: Dated, other: Dated): boolean {
  if (action.symbol !== other.symbol || action.kind !== other.kind) return false;
  if (action.day === other.day) return !sameValue(action, other);
  const isSplit = action.kind === 'split' && action.value !== 1 && other.value !== 1;
  return isSplit && Math.abs(action.day - other.day) <= daysApart;
}

function conflict(action: ReadAction, { kind, value, day, source }: KnownAction): RefusedAction {
  const { symbol, line } = action;
  return {
    code: 'ACTION_CONFLICT',
    line,
    symbol,
    what: contradictionText(action, { value, day, source }),
    text: `${symbol},${isoOfDay(action.day)},${kind},${action.value}`,
  };
}

/** A contradiction as a sentence without its point. */
export function contradictionText(
  action: Dated,
  { value, day, source }: Pick<KnownAction, 'value' | 'day' | 'source'>,
): string {
  return `the ${action.kind} of ${action.value} on ${isoOfDay(action.day)} contradicts that of ${value} on ${isoOfDay(day)} (${source})`;
}
