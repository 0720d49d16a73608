/**
 * Every case where FM_TEST_LONG is 1, as in `npm run test:long`; else a sample that covers what the cases differ in.
 *
 * @param every - all cases of a test whose number multiplies
 * @param sample - some of them
 */
export function everyCaseOr<Case>(every: readonly Case[], sample: readonly Case[]): readonly Case[] {
  return process.env['FM_TEST_LONG'] === '1' ? every : sample;
}
