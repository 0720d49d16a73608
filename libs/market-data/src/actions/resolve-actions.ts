import { isoOfDay } from '@fm/platform/time';
import { byRank, contradicts, sameValue, resolveContradictions, type ClaimedAction } from '@fm/warehouse';
import type { ReadAction, RefusedAction } from './parse-actions.ts';

/** Which actions go in, which are there already, and which contradict others. */
export interface ResolvedActions {
  readonly fresh: readonly ReadAction[];
  readonly unchanged: number;
  readonly refused: readonly RefusedAction[];
}

/**
 * Compares the actions of a file with each other and with those that are known: a split that goes in twice, from two
 * sources or under two dates, would count twice.
 *
 * @param source - source of the file's actions; they replace those of the same source and day
 * @param accepted - line that goes in against what a provider says
 */
export function resolveActions(
  actions: readonly ReadAction[],
  known: readonly ClaimedAction[],
  source: string,
  accepted?: number,
): ResolvedActions {
  const refused: RefusedAction[] = [];
  const fresh: ReadAction[] = [];
  let unchanged = 0;
  const replaced = (other: ClaimedAction): boolean =>
    other.source === source && actions.some((action) => sameDay(action, other));
  const { used } = resolveContradictions(known.filter((other) => !replaced(other)));
  for (const [at, action] of actions.entries()) {
    const rest = actions
      .filter((_, other) => other !== at)
      .map((other) => ({ ...other, source: `line ${other.line}` }));
    const against = action.line === accepted ? used.filter((other) => other.source === source) : used;
    const clash = [...against, ...rest].find((other) => contradicts(action, other));
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
 * newer one replaces it. The first in rank is kept, so the order of delivery does not matter.
 *
 * @param version - when the action was reported, microseconds since 1970. @default after all that is known
 */
export function contradicted(
  action: Dated,
  source: string,
  known: readonly ClaimedAction[],
  version?: number,
): ClaimedAction | undefined {
  const others = known.filter((other) => !(other.source === source && sameDay(action, other)));
  const claim = { ...action, source, version: version ?? Infinity };
  return resolveContradictions(others).used.find((other) => contradicts(action, other) && byRank(claim, other) > 0);
}

type Dated = Pick<ClaimedAction, 'symbol' | 'day' | 'kind' | 'value'>;

function sameDay(a: Dated, b: Dated): boolean {
  return a.symbol === b.symbol && a.kind === b.kind && a.day === b.day;
}

/** The file's own source has another value for the day: what another source says is not used. */
function shadowed(other: ClaimedAction, known: readonly ClaimedAction[]): boolean {
  return known.some((one) => sameDay(one, other) && !sameValue(one, other));
}

function conflict(action: ReadAction, { kind, value, day, source }: Omit<ClaimedAction, 'version'>): RefusedAction {
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
  { value, day, source }: Pick<ClaimedAction, 'value' | 'day' | 'source'>,
): string {
  return `the ${action.kind} of ${action.value} on ${isoOfDay(action.day)} contradicts that of ${value} on ${isoOfDay(day)} (${source})`;
}
