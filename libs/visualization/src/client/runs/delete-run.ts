import type { Deletion } from '../../api/operation-schemas.ts';
import type { Run } from '../../api/schemas.ts';
import { deleteJson, getJson, ProblemError } from '../api.ts';
import { deletionWords } from './deletion-words.ts';
import { h } from '../browser/dom.ts';
import { problemPanel } from '../layout/layout.ts';

/**
 * A button that deletes a run, after showing what would be deleted.
 *
 * @param deleted - called once the run is gone
 */
export function deleteButton({ run }: Run, deleted: () => void): { button: HTMLElement; question: HTMLElement } {
  const address = `/api/v1/runs/${encodeURIComponent(run)}`;
  const question = h('div', { role: 'group', 'aria-label': 'Deleting the run', 'aria-live': 'polite' });
  const button = h('button', { type: 'button', onclick: () => void attempt(ask) }, 'Delete …');
  return { button, question };

  async function ask(): Promise<void> {
    const words = deletionWords(await getJson<Deletion>(`${address}/deletion`));
    const keep = h('button', { type: 'button', onclick: () => question.replaceChildren() }, 'Keep it');
    question.replaceChildren(
      ...words.map((sentence) => h('p', {}, sentence)),
      h('p', {}, h('button', { type: 'button', onclick: () => void attempt(remove) }, 'Delete this run'), ' ', keep),
    );
    keep.focus();
  }

  async function remove(): Promise<void> {
    await deleteJson<Deletion>(address);
    deleted();
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      question.replaceChildren(problemPanel(thrown.problem));
    }
  }
}
