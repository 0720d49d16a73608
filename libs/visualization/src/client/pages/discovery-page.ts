import type { SearchBody, SearchesBody } from '../../api/search-schemas.ts';
import { searchIslands } from '../../charts/search-islands.ts';
import { searchPeriods } from '../../charts/search-periods.ts';
import { searchTrials } from '../../charts/search-trials.ts';
import { h } from '../browser/dom.ts';
import { createFigure } from '../figures/figure.ts';
import { codeParts, type Layout } from '../layout/layout.ts';
import { downloads, grid, section } from '../layout/sections.ts';
import { formulaList } from '../searches/formula-list.ts';
import { finalistTable, openingTable, periodTable, searchTable } from '../searches/search-tables.ts';
import { linesOfSearch, verdictOfSearch } from '../searches/search-words.ts';
import type { Change, Page } from './page.ts';

interface DiscoveryData {
  readonly all: SearchesBody;
  /** The search in the address, else the latest; undefined if there are no searches. */
  readonly search: SearchBody | undefined;
}

/** How often the page reloads while a search is going, in milliseconds. */
const pause = 5000;

/** Searches for formulas: the answer first, then all that was tried, the finalists, and every opened lock-box. */
export function discoveryPage({ announce, markSynthetic }: Layout, change: Change): Page<DiscoveryData> {
  const empty = h(
    'p',
    { class: 'panel', hidden: true },
    'No search yet. ',
    h('code', {}, 'npm run fm -- discover'),
    ' searches over what was ingested; ',
    h('code', {}, 'npm run fm -- discover --demo'),
    ' finds a formula that is planted in an invented market.',
  );
  const [verdict, lines] = [h('p', { class: 'lead' }), h('ul')];
  const answer = h(
    'section',
    { class: 'panel', id: 'search-answer' },
    h('h2', {}, 'What the search found'),
    verdict,
    lines,
  );
  const [trials, islands, periods] = [
    createFigure('search-trials'),
    createFigure('search-islands'),
    createFigure('search-periods'),
  ];
  const [finalists, formulas, effects, links] = [
    h('div', { class: 'panel' }),
    h('div', { class: 'panel' }),
    h('div'),
    h('div'),
  ];
  const found = [section('Finalists', finalists, links), grid([periods, trials]), section('Formulas', formulas)];
  const [list, ledger] = [h('div', { class: 'panel' }), h('div', { class: 'panel' })];
  const others = [section('Searches', list), section('Lock-boxes', ledger)];
  let again: ReturnType<typeof setTimeout> | undefined;
  return {
    title: 'Discovery',
    content: [
      empty,
      answer,
      ...found,
      islands.element,
      section('Periods', h('div', { class: 'panel' }, effects)),
      ...others,
    ],
    async load(state, get) {
      const all = await get<SearchesBody>('/api/v1/searches');
      const id = state['search'] ?? all.searches[0]?.id;
      const search = id === undefined ? undefined : await get<SearchBody>(`/api/v1/searches/${encodeURIComponent(id)}`);
      return { all, search };
    },
    show({ all, search }) {
      clearTimeout(again);
      empty.hidden = search !== undefined;
      for (const part of [answer, ...found, islands.element, ...others, effects.parentElement?.parentElement])
        if (part) part.hidden = search === undefined || (search.found === null && found.includes(part));
      if (search === undefined) return announce('no search yet');
      markSynthetic(search.synthetic);
      verdict.replaceChildren(...codeParts(verdictOfSearch(search)));
      lines.replaceChildren(
        ...(search.found === null ? [] : linesOfSearch(search, search.found)).map((line) =>
          h('li', {}, ...codeParts(line)),
        ),
      );
      islands.element.hidden = search.islandEpochs.length === 0;
      if (!islands.element.hidden) islands.draw((context) => searchIslands(search, context), search.synthetic);
      effects.replaceChildren(periodTable(search));
      list.replaceChildren(searchTable(all.searches, search.id));
      ledger.replaceChildren(all.openings.length === 0 ? h('p', {}, 'No lock-box was opened yet.') : openingTable(all));
      if (search.found !== null) showFound(search.found, search);
      announce(verdictOfSearch(search).replaceAll('`', ''));
      if (search.status === 'running') again = setTimeout(() => change({}, true), pause);
    },
  };

  function showFound(data: NonNullable<SearchBody['found']>, { id, synthetic }: SearchBody): void {
    finalists.replaceChildren(finalistTable(data));
    links.replaceChildren(downloads([`/api/v1/searches/${id}?format=csv`, 'finalists']));
    formulas.replaceChildren(formulaList(data));
    trials.draw((context) => searchTrials(data, context), synthetic);
    periods.draw((context) => searchPeriods(data, context), synthetic);
  }
}
