import type { RunsPageBody } from '../../api/operation-schemas.ts';
import { getJson, ProblemError } from '../api.ts';
import { h } from './dom.ts';

/** How often a page that has nothing to show yet looks again, in milliseconds. */
const pause = 2000;

/** Calls back after a pause, or once the page is looked at again. */
export function lookAgain(refresh: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(() => {
    if (document.hidden) document.addEventListener('visibilitychange', refresh, { once: true });
    else refresh();
  }, pause);
}

/** What is shown while no run is complete: the run being mined, and how much of it is done. */
export async function waitingLine(signal: AbortSignal): Promise<HTMLElement> {
  const line = h('p', { class: 'waiting' });
  const rest = 'This page shows the results as soon as a run is complete.';
  try {
    const { rows } = await getJson<RunsPageBody>('/api/v1/runs?pageSize=200', signal);
    const going = rows.find(({ status }) => status === 'running' || status === 'planned');
    if (going === undefined) line.append(rest);
    else
      line.append(
        h('a', { href: `/runs?run=${encodeURIComponent(going.run)}` }, `Run ${going.run}`),
        ` is being mined: ${going.slicesDone} of ${going.slices} slices are done. `,
        h('progress', { max: going.slices, value: going.slicesDone, 'aria-label': 'Slices done' }),
        ` ${rest}`,
      );
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    line.append(rest);
  }
  return line;
}
