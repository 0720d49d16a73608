import { createHash } from 'node:crypto';
import { mean, standardDeviation } from '@fm/factor-math';
import { canonicalJson, type RunRequest } from '@fm/results';
import { trialsOf, weeklyReturns, type Trial, type TriedTrial } from '@fm/results/ledger';
import type { BookTerms } from './book-terms.ts';
import type { MadeBook } from './make-book.ts';

/**
 * The trial that a book is: the question of its factor in its run, held on these terms. The days over which it is
 * computed are not part of it, as for any trial.
 *
 * @param members - members of the universe with their dates
 * @param book - what it earned at the close, net of costs
 */
export function bookTrial(
  request: RunRequest,
  terms: BookTerms,
  members: readonly object[],
  book: MadeBook,
): TriedTrial {
  const { factor, from, to, ...rules } = terms;
  const [asked] = trialsOf({ ...request, factors: [factor] }, members) as [Trial];
  const held = canonicalJson(rules);
  const id = createHash('sha256')
    .update(canonicalJson([asked.id, held]))
    .digest('hex')
    .slice(0, 32);
  const deviation = standardDeviation(book.net);
  return {
    ...{ id, factor, definition: asked.definition, settings: { ...asked.settings, book: held } },
    ...{ runId: `book-${id.slice(0, 16)}`, sample: { start: from, end: to } },
    found: {
      observations: book.net.length,
      sharpe: deviation > 0 ? mean(book.net) / deviation : null,
      ...{ pValue: book.figures.net.pValue, premium: book.figures.net.mean },
      ...weeklyReturns(book.dates, book.net),
    },
  };
}
