import type { Run } from '../../api/schemas.ts';
import { h } from '../browser/dom.ts';
import { labelForm } from './label-form.ts';

/**
 * The form for the name of a run, kept while nothing that it shows changes: a page that reloads must not remove what is
 * being typed.
 *
 * @param changed - called once the server has taken a change
 * @param deleted - called once the run is gone
 */
export function createLabelPanel(changed: () => void, deleted: () => void) {
  const element = h('div');
  let shown = '';
  return {
    element,
    /** Shows the form of a run, or nothing. */
    show(run: Run | undefined) {
      const key = run === undefined ? '' : JSON.stringify([run.run, run.name, run.note, run.pinned, run.archived]);
      if (key === shown) return;
      shown = key;
      element.replaceChildren(
        ...(run === undefined
          ? []
          : [h('h2', {}, 'Name of run ', h('code', {}, run.run)), labelForm(run, changed, deleted)]),
      );
    },
  };
}
