import type { Clock } from '@fm/platform';

/** The clock's moment as a DateTime64(3) literal in UTC. */
export function momentText(clock: Clock): string {
  return clock.now().toISOString().replace('T', ' ').replace('Z', '');
}
