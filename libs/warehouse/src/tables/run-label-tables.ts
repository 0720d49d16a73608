import { defineTable } from '../contract.ts';

/**
 * Labels of runs, as append-only events: `what` is name, note or archived of the run `run_id`, or pinned
 * with an empty `run_id`, whose value is the run that is shown if no run is named. Of each the newest version counts; an
 * empty value takes it back. No label is part of a run's identity or request.
 */
export const runLabelsTable = defineTable('run_labels', {
  run_id: 'String',
  what: 'LowCardinality(String)',
  value: 'String',
  said_at: 'DateTime64(3)',
  version: 'UInt64',
});
