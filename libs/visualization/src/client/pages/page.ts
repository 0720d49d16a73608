import { getJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { drawVisible } from '../figures/drawing.ts';
import { type Layout, problemPanel } from '../layout/layout.ts';
import { lookAgain, waitingLine } from '../browser/waiting.ts';
import { whenShown } from '../browser/when-shown.ts';
import { readState, type UrlState, writeState } from '../browser/url-state.ts';

/** A page: what it asks the server for its state, and how it shows the answer. */
export interface Page<Data> {
  readonly title: string;
  /** Asks for everything the page shows. */
  load(state: UrlState, get: <Body>(address: string) => Promise<Body>): Promise<Data>;
  /** Elements of the page, made once. */
  readonly content: readonly HTMLElement[];
  /**
   * The run that is shown, whose factors are listed beside the page. @default the run in the address, else the default
   * one
   */
  runOf?(data: Data): string;
  /** Fills the elements, which are in the document. */
  show(data: Data, state: UrlState): void;
}

/** Changes the state of a page. */
export type Change = (changes: UrlState, typing?: boolean) => void;

/**
 * Runs a page: loads on start, on every change of its state and on the back button; the last question wins, a problem
 * takes the place of the content until the state changes.
 *
 * @param make - makes the page, given the function that changes its state
 */
export async function runPage<Data>(layout: Layout, make: (change: Change) => Page<Data>): Promise<void> {
  const { main, announce } = layout;
  const page = make((changes, typing = false) => {
    writeState(changes, typing ? 'replace' : 'push');
    void refresh();
  });
  const heading = h('h1', {}, page.title);
  document.title = `${page.title} - Factor mining`;
  let pending = new AbortController();
  let shown = false;
  let announced = '';
  let again: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    clearTimeout(again);
    pending.abort();
    const { signal } = (pending = new AbortController());
    main.setAttribute('aria-busy', 'true');
    const state = readState();
    try {
      const data = await page.load(state, (address) => getJson(address, signal));
      if (signal.aborted) return;
      if (!shown) main.replaceChildren(heading, ...page.content);
      shown = true;
      page.show(data, state);
      await drawVisible();
      if (signal.aborted) return;
      // What was asked for comes first, then the list beside it.
      whenShown(() => layout.listFactors(page.runOf?.(data) ?? state['run'] ?? ''));
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof ProblemError)) throw thrown;
      const wayOut = h('a', { href: location.pathname }, 'Clear filters');
      const panel = problemPanel(thrown.problem, Object.keys(state).length > 0 ? wayOut : undefined);
      if (thrown.problem.code === 'NO_RUN_YET') {
        panel.append(await waitingLine(signal));
        if (signal.aborted) return;
        again = lookAgain(() => void refresh());
      }
      main.replaceChildren(heading, panel);
      layout.listFactors(thrown.problem.code === 'FACTOR_NOT_FOUND' ? (state['run'] ?? '') : undefined);
      shown = false;
      if (announced !== thrown.problem.title) announce(thrown.problem.title);
      announced = thrown.problem.title;
    }
    main.setAttribute('aria-busy', 'false');
  }

  addEventListener('popstate', () => void refresh());
  await refresh();
}

/** Parameters of the state that an address takes. */
export function pick(state: UrlState, ...names: string[]): UrlState {
  return Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name)));
}
