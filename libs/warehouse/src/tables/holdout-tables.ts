import { defineTable } from '../contract.ts';

/**
 * Looks at the hold-out of a run: the day of a look, UTC, and the run that mined the hold-out. Key: run, day, run of the
 * hold-out, so that a day counts once. A look is never taken back.
 */
export const holdoutOpeningsTable = defineTable('holdout_openings', {
  run_id: 'String',
  opened_on: 'Date32',
  holdout_run: 'String',
  version: 'UInt64',
});
