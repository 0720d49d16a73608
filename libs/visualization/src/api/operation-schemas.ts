import { type Static, Type } from 'typebox';
import { labelFields } from './label-fields.ts';
import { jobsField, startFields } from './start-fields.ts';
import { formatParameter, nullableNumber, nullableString, pagingParameters, RunSchema } from './schemas.ts';

/** Schemas of the page about runs. */

const runStates = [Type.Literal('planned'), Type.Literal('running'), Type.Literal('succeeded'), Type.Literal('failed')];

export const RunsQuery = Type.Object(
  {
    ...pagingParameters,
    status: Type.Optional(Type.Union(runStates)),
    all: Type.Optional(Type.Boolean({ default: false, description: 'True lists archived runs too.' })),
    format: formatParameter,
  },
  { additionalProperties: false },
);

export const RunsPage = Type.Object({
  rows: Type.Array(
    Type.Object({
      ...RunSchema.properties,
      factors: Type.Array(Type.String()),
      ranges: Type.String(),
      universe: Type.String(),
      slices: Type.Number({ description: 'Slices of the run, without those that a later cut replaced.' }),
      slicesDone: Type.Number(),
      slicesFailed: Type.Number(),
      sliceAttempts: Type.Number({ description: 'Attempts at all slices together.' }),
      durationMs: nullableNumber,
      command: Type.String({ description: 'Command that makes, resumes or shows the run.' }),
    }),
  ),
  durations: Type.Array(
    Type.Object({ run: Type.String(), factor: Type.String(), stage: Type.String(), durationMs: Type.Number() }),
    { description: 'Time of the slices of each factor, for the runs of this page.' },
  ),
  mayStart: Type.Boolean({ description: 'Whether the caller may start a run here.' }),
  mayLabel: Type.Boolean({ description: 'Whether the caller may name, pin and archive runs here.' }),
  archived: Type.Number({ description: 'Archived runs that are left out.' }),
  mayChooseJobs: Type.Boolean({ description: 'Whether an order may set how many slices are worked on at once.' }),
  total: Type.Integer(),
  page: Type.Integer(),
  pageSize: Type.Integer(),
});

export const DeletionSchema = Type.Object({
  run: Type.String(),
  rows: Type.Array(Type.Object({ table: Type.String(), rows: Type.Number() }), {
    description: 'Rows that would be deleted.',
  }),
  holdouts: Type.Array(Type.String(), { description: 'Runs that mined its hold-out and are deleted with it.' }),
  trials: Type.Number({ description: 'Distinct trials of the run, which stay in the ledger.' }),
});
export type Deletion = Static<typeof DeletionSchema>;

export const SlicesQuery = Type.Object(
  {
    ...pagingParameters,
    status: Type.Optional(Type.Union([...runStates, Type.Literal('superseded')])),
    format: formatParameter,
  },
  { additionalProperties: false },
);

const Slice = Type.Object({
  slice: Type.String(),
  stage: Type.String(),
  factor: Type.String(),
  part: Type.String({ description: 'Which stocks, if not all of them.' }),
  start: Type.String(),
  end: Type.String(),
  status: Type.String(),
  attempts: Type.Number(),
  rowsIn: Type.Number(),
  rowsOut: Type.Number(),
  durationMs: Type.Number(),
  host: Type.String(),
  error: Type.String(),
});

export const SlicesPage = Type.Object({
  run: RunSchema,
  stages: Type.Array(
    Type.Object({
      stage: Type.String(),
      planned: Type.Number(),
      running: Type.Number(),
      succeeded: Type.Number(),
      failed: Type.Number(),
      superseded: Type.Number(),
      attempts: Type.Number(),
      durationMs: Type.Number({ description: 'Time of all slices together.' }),
    }),
  ),
  rows: Type.Array(Slice, { description: 'Failed ones come first.' }),
  attempts: Type.Array(
    Type.Object({
      slice: Type.String(),
      attempt: Type.Number(),
      status: Type.String(),
      startedAt: Type.String(),
      durationMs: Type.Number(),
      host: Type.String(),
      error: Type.String(),
    }),
    { description: 'Attempts that failed and those of slices that were tried more than once; at most 200.' },
  ),
  total: Type.Integer(),
  page: Type.Integer(),
  pageSize: Type.Integer(),
});

const Execution = Type.Object({
  arn: Type.String(),
  name: Type.String(),
  status: Type.String({ description: 'RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE.' }),
  startedAt: nullableString,
  stoppedAt: nullableString,
  durationMs: nullableNumber,
  state: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'Current state of a running one.' }),
  input: Type.String(),
  error: Type.String(),
});

export const ExecutionsSchema = Type.Object({
  configured: Type.Boolean({ description: 'False if no state machine is configured.' }),
  rows: Type.Array(Execution),
});

/**
 * What the page sends to start a run: the input of the workflow, see `WorkflowInput` of the mining library, `jobs`, and
 * the name and note of the run. The fields are described here and checked by the reader of the workflow's input, which
 * lists all faults at once.
 */
export const StartBody = Type.Object(
  Object.fromEntries(
    [...labelFields, ...startFields, jobsField].map(({ name, label, hint, example }) => [
      name,
      Type.Optional(Type.Unknown({ description: `${label}: ${hint}`, examples: [example] })),
    ]),
  ),
  { additionalProperties: true },
);

export const StartedSchema = Type.Object({
  run: Type.String({ description: 'Identity of the run: the same request over the same data is the same run.' }),
  complete: Type.Boolean({ description: 'True if this run was already complete and nothing was started.' }),
  kind: Type.Unsafe<'process' | 'execution' | null>({ type: ['string', 'null'] }),
  id: nullableString,
  command: Type.String({ description: 'Command that makes the same run in a terminal.' }),
});

/** The new labels of a run; what is left out is unchanged, and an empty text removes a name or note. */
export const LabelBody = Type.Object(
  {
    name: Type.Optional(Type.String({ description: 'One line.' })),
    note: Type.Optional(Type.String()),
    pinned: Type.Optional(Type.Boolean({ description: 'Shows it by default, in place of any other.' })),
    archived: Type.Optional(Type.Boolean({ description: 'Leaves it out of lists and pages.' })),
  },
  { additionalProperties: false },
);

/** The state of a run that was started from the page. */
export const StartFateSchema = Type.Object({
  run: Type.String(),
  recorded: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'State of the run in the warehouse; null where it is not recorded.',
  }),
  ended: Type.Boolean({ description: 'Whether the process or execution started for it has ended.' }),
  how: Type.String({ description: 'Exit status, signal, or state of the execution; empty while it runs.' }),
  said: Type.String({ description: 'The last lines that it wrote; empty where it wrote nothing.' }),
});

export type RunsPageBody = Static<typeof RunsPage>;
export type SlicesBody = Static<typeof SlicesPage>;
export type Execution = Static<typeof Execution>;
export type ExecutionsBody = Static<typeof ExecutionsSchema>;
export type StartedBody = Static<typeof StartedSchema>;
export type StartFate = Static<typeof StartFateSchema>;
export type LabelChangeBody = Static<typeof LabelBody>;
