import { FmError } from '@fm/platform';

/**
 * Place of a job in the array of its stage, from an argument or `AWS_BATCH_JOB_ARRAY_INDEX`; 0 where neither is given.
 * A place behind the last slice is one: an array has at least two jobs, and those without a slice do nothing.
 *
 * @throws JOB_INDEX where the text is not a whole number from 0: a job that took it would succeed and have done nothing
 */
export function jobIndex(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new FmError('JOB_INDEX', {
    what: `"${text}" is not the index of a job in its array`,
    where: 'the second argument, or AWS_BATCH_JOB_ARRAY_INDEX',
    remedy: 'Give a whole number from 0, such as 3.',
    kind: 'usage',
  });
}
