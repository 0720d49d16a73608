import type { Overview, SummaryPageBody } from '../api/schemas.ts';
import { overviewCharts } from '../charts/overview.ts';
import { getJson, ProblemError } from './api.ts';
import { h } from './dom.ts';
import { createFigure } from './figure.ts';
import { clearLink, createFilterForm } from './filter-form.ts';
import { type Layout, problemPanel, runNotes } from './layout.ts';
import { createResultsTable } from './results-table.ts';
import { queryOf, readState, type UrlState, writeState } from './url-state.ts';

const filterNames = ['run', 'type', 'factor', 'start', 'end'];
const tableNames = [...filterNames, 'q', 'sort', 'order', 'page'];

/** The overview: filters, the three charts, and the table of results. */
export async function overviewPage({ main, announce, markSynthetic }: Layout): Promise<void> {
  const about = h('div', { class: 'about' });
  const form = createFilterForm((changes) => void change(changes));
  const figures = ['t-statistics', 'r-squared', 'beta'].map(createFigure);
  const table = createResultsTable((changes, typing) => void change(changes, typing));
  const content = [
    about,
    form.element,
    h('div', { class: 'charts' }, ...figures.map(({ element }) => element)),
    table.element,
  ];
  const heading = h('h1', {}, 'Which factors deserve belief');
  let pending = new AbortController();

  async function change(changes: UrlState, typing = false): Promise<void> {
    writeState(changes, typing ? 'replace' : 'push');
    await refresh();
  }

  async function refresh(): Promise<void> {
    pending.abort();
    const { signal } = (pending = new AbortController());
    main.setAttribute('aria-busy', 'true');
    const state = readState();
    try {
      const [overview, page] = await Promise.all([
        getJson<Overview>(`/api/v1/overview${queryOf(pick(state, filterNames))}`, signal),
        getJson<SummaryPageBody>(`/api/v1/summaries${queryOf(pick(state, tableNames))}`, signal),
      ]);
      if (!signal.aborted) show(overview, page, state);
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof ProblemError)) throw thrown;
      main.replaceChildren(
        heading,
        problemPanel(thrown.problem, Object.keys(state).length > 0 ? clearLink({}) : undefined),
      );
      announce(thrown.problem.title);
    }
    main.setAttribute('aria-busy', 'false');
  }

  function show(overview: Overview, page: SummaryPageBody, state: UrlState): void {
    if (!form.element.isConnected) main.replaceChildren(heading, ...content);
    markSynthetic(overview.run.synthetic);
    about.replaceChildren(...aboutRun(overview, state['run'] === undefined));
    form.fill(overview, state);
    figures.forEach((figure, at) => {
      const build = overviewCharts[at];
      if (build) figure.draw((context) => build(overview.points, overview.limits, context), overview.run.synthetic);
    });
    table.fill(page, state, `/api/v1/summaries${queryOf({ ...pick(state, tableNames), page: '', format: 'csv' })}`);
    announce(`${page.total} results shown`);
  }

  addEventListener('popstate', () => void refresh());
  await refresh();
}

function aboutRun({ run, runs, trials }: Overview, latest: boolean): HTMLElement[] {
  const complete = runs.filter((each) => each.status === 'succeeded').length;
  const finished =
    run.finishedAt === null ? `not finished (${run.status})` : `finished ${run.finishedAt.slice(0, 19)} UTC`;
  const lines = h(
    'p',
    {},
    latest ? 'Latest complete run ' : 'Run ',
    h('code', {}, run.run),
    `, ${finished}. ${trials.total} trials: ${trials.factors} factors times ${trials.ranges} date ranges. `,
    `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in the warehouse, ${complete} complete.`,
  );
  const notes = runNotes(run);
  return notes ? [lines, notes] : [lines];
}

function pick(state: UrlState, names: readonly string[]): UrlState {
  return Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name)));
}
