import type { Navigation } from '../../api/navigation-schemas.ts';
import { getJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { factorGroups, type Listed } from './factor-groups.ts';
import { sparkLine } from './spark-line.ts';
import { queryOf } from '../browser/url-state.ts';
import { verdictMark } from '../verdicts/verdict-words.ts';

/** Number of factors from which the list can be searched. */
const searchedFrom = 12;

/** Lines that hold the place of the list. */
const waitingLines = 12;

/** Width from which the list is beside the page; below it the list is folded above. */
const wide = matchMedia('(min-width: 1200px)');

export interface Sidebar {
  readonly element: HTMLElement;
  /**
   * Lists the factors of a run, of the default one for an empty name; the same run costs nothing. Nothing without a
   * run.
   */
  show(run: string | undefined): void;
}

/** The list of all factors by type, each with its verdict and a line of its wealth. */
export function createSidebar(): Sidebar {
  const groups = h('div', { class: 'factor-groups' });
  const search = h('input', {
    type: 'search',
    'aria-label': 'Search the list of factors',
    placeholder: 'Search factors',
  });
  const count = h('span', { class: 'where' });
  const nav = h('nav', { 'aria-label': 'Factors' }, search, groups);
  // Its space is reserved from the start: the page does not jump when the list arrives.
  const element = h('details', { class: 'sidebar' }, h('summary', {}, 'Factors ', count), nav);
  groups.append(...Array.from({ length: waitingLines }, () => h('div', { class: 'skeleton line' })));
  search.hidden = true;
  let listed: readonly Listed[] = [];
  let shown: string | undefined;
  search.addEventListener('input', fill);
  const fit = () => (element.open = wide.matches);
  wide.addEventListener('change', fit);
  fit();
  return {
    element,
    show(run) {
      if (run === undefined) element.hidden = true;
      else void load(run);
    },
  };

  async function load(run: string): Promise<void> {
    if (run === shown) {
      element.hidden = listed.length === 0;
      return;
    }
    shown = run;
    try {
      const { factors } = await getJson<Navigation>(`/api/v1/navigation${queryOf({ run })}`);
      if (run !== shown) return;
      listed = factors;
      element.hidden = factors.length === 0;
      search.hidden = factors.length < searchedFrom;
      fill();
    } catch (thrown) {
      // The page itself reports what is wrong with the run.
      if (!(thrown instanceof ProblemError)) throw thrown;
      element.hidden = true;
    }
  }

  function fill(): void {
    count.textContent = String(listed.length);
    groups.replaceChildren(
      ...factorGroups(listed, search.value).map(({ type, factors }) =>
        h('section', {}, h('h2', {}, type, ' ', h('small', {}, factors.length)), h('ul', {}, ...factors.map(lineOf))),
      ),
    );
  }
}

function lineOf({ factor, belief, line }: Listed): HTMLElement {
  const { pathname, search } = location;
  const run = new URLSearchParams(search).get('run') ?? '';
  const address = `/factors/${encodeURIComponent(factor)}`;
  const link = h(
    'a',
    { href: `${address}${queryOf({ run })}`, 'aria-current': pathname === address ? 'page' : undefined },
    verdictMark(belief),
    h('span', { class: 'name' }, factor),
  );
  link.append(sparkLine(line));
  return h('li', {}, link);
}
