import type { Sectors } from '../../api/sector-schemas.ts';
import { sectorMethod, sectorTable, sectorTitle } from '../../statistics/sector-table.ts';
import { getJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';
import { problemPanel } from '../layout/layout.ts';
import { downloads } from '../layout/sections.ts';
import { dataTable } from '../tables/data-table.ts';

/** A factor within each industry: asked for after the page is shown, since the server may have to rank the stocks again. */
export function createSectorPanel(api: string) {
  const element = h('div', { class: 'panel', role: 'status', id: 'sectors' });
  let wanted = '';

  return {
    element,
    /**
     * Shows the industries over the dates of a range of a run; the last question wins.
     *
     * @param window - run, start and end
     */
    async show(window: UrlState): Promise<void> {
      const query = queryOf(window);
      if (query === wanted) return;
      wanted = query;
      element.setAttribute('aria-busy', 'true');
      element.replaceChildren(h('p', {}, 'Ranking the stocks of each industry\u2026'));
      try {
        const data = await getJson<Sectors>(`${api}/sectors${query}`);
        if (query !== wanted) return;
        const csv = `${api}/sectors${queryOf({ ...window, format: 'csv' })}`;
        element.replaceChildren(...(data.missing === null ? found(data, csv) : [h('p', {}, lack(data.missing))]));
      } catch (thrown) {
        if (!(thrown instanceof ProblemError)) throw thrown;
        if (query !== wanted) return;
        element.replaceChildren(problemPanel(thrown.problem));
        wanted = '';
      }
      element.setAttribute('aria-busy', 'false');
    },
  };
}

function lack(missing: string): string {
  return `Not split by industry: ${missing}`;
}

function found(data: Sectors, csv: string): HTMLElement[] {
  return [
    h('p', { class: 'method' }, sectorMethod(data)),
    dataTable(sectorTable(data), sectorTitle),
    downloads([csv, 'industries']),
  ];
}
