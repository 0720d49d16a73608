import { ProblemError } from '../api.ts';
import type { Page } from './page.ts';

/** What an address shows that belongs to no page. */
export const lostPage: Page<never> = {
  title: 'No such page',
  content: [],
  load: () =>
    Promise.reject(
      new ProblemError({
        type: 'about:blank',
        title: 'there is no page at this address',
        status: 404,
        code: 'PAGE_NOT_FOUND',
        where: location.pathname,
        remedy: 'Choose a page above; the page of a factor is linked from the overview.',
      }),
    ),
  show: () => undefined,
};
