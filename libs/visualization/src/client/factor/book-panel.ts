import { type BookBodyAnswer, type BookOrder, rebalances, weightings } from '../../api/book-schemas.ts';
import { postJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { problemPanel } from '../layout/layout.ts';
import { queryOf } from '../browser/url-state.ts';

const sides = [
  ['', 'long and short'],
  ['long', 'long only'],
] as const;

const ends = [
  ['', 'the end that the literature expects'],
  ['high', 'the highest values'],
  ['low', 'the lowest values'],
] as const;

/** Where a factor is held as a book: its terms, the button that makes it, and what it earned. */
export function createBookPanel(factor: string) {
  const rebalance = choice('rebalance', 'Rebalanced', [
    ['', 'as suits its kind'],
    ...rebalances.map((each) => [each, each] as const),
  ]);
  const side = choice('sides', 'Held', sides);
  const buy = choice('buy', 'Bought', ends);
  const weighting = choice('weighting', 'Weighted', [
    ['', 'as in the run'],
    ...weightings.map((each) => [each, each] as const),
  ]);
  const button = h('button', { type: 'submit' }, 'Make the book');
  const form = h(
    'form',
    { class: 'filters', 'aria-label': 'Terms of the book' },
    ...[rebalance, side, buy, weighting].map(({ field }) => field),
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void make();
  });
  const outcome = h('div', { role: 'status', id: 'book' });
  const hint =
    'Monthly or weekly trades with costs, compared with the universe. Each book counts as a trial in the ledger.';
  const element = h('div', {}, h('div', { class: 'panel' }, h('p', { class: 'method' }, hint), form), outcome);
  let context = { run: '', synthetic: false };

  async function make(): Promise<void> {
    button.disabled = true;
    outcome.replaceChildren(h('p', {}, 'Trading through the sample\u2026'));
    try {
      const address = `/api/v1/factors/${encodeURIComponent(factor)}/book${queryOf({ run: context.run })}`;
      const [book, { bookParts }] = await Promise.all([
        postJson<BookBodyAnswer>(address, orderOf()),
        // Its charts are needed only by who asks for a book.
        import('./book-parts.ts'),
      ]);
      outcome.replaceChildren();
      bookParts(book, context.synthetic, outcome);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    }
    button.disabled = false;
  }

  function orderOf(): BookOrder {
    const [when, end, weights] = [rebalance.input.value, buy.input.value, weighting.input.value];
    return {
      ...(when !== '' && { rebalance: when as NonNullable<BookOrder['rebalance']> }),
      ...(side.input.value === 'long' && { longOnly: true }),
      ...(weights !== '' && { weighting: weights as NonNullable<BookOrder['weighting']> }),
      ...(end !== '' && { buy: end as NonNullable<BookOrder['buy']> }),
    };
  }

  return {
    element,
    /** Says which run it is of; a book of another run does not stay. */
    of(run: string, synthetic: boolean): void {
      if (run !== context.run) outcome.replaceChildren();
      context = { run, synthetic };
    },
  };
}

function choice(name: string, label: string, options: readonly (readonly [value: string, label: string])[]) {
  const input = h('select', { name }, ...options.map(([value, text]) => h('option', { value }, text)));
  return { input, field: h('label', {}, h('span', {}, label), input) };
}
