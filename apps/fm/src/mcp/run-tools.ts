import { dataFindings, readDataState } from '@fm/market/facts';
import { verdictsOf } from '@fm/results';
import { countBeliefs } from '@fm/results/evidence';
import { listCandidateCounts, listTrials } from '@fm/results/ledger';
import { listRuns, readEvidence, readSummaries } from '@fm/results/read';
import { Type } from 'typebox';
import { factorIn } from '../report/factor-of-run.ts';
import { projectInput, runInput } from './inputs.ts';
import { tool, type Tool } from './tool.ts';

/** Tools that read what was mined and what there is: nothing is computed again, and nothing is written. */
export const runTools: readonly Tool[] = [
  tool({
    name: 'list_runs',
    description: 'Runs, newest first: what was requested, their state, and how many trials each made.',
    input: Type.Object({}, { additionalProperties: false }),
    readOnly: true,
    call: (_, { withWarehouse }) => withWarehouse(listRuns),
  }),
  tool({
    name: 'run_verdicts',
    description:
      'Which factors of a run deserve belief over its sample, with the case against each. p-values are adjusted for the trials of the run and for the ledger.',
    input: Type.Object({ run: runInput }, { additionalProperties: false }),
    readOnly: true,
    call: (given, { withWarehouse }) =>
      withWarehouse(async (warehouse) => {
        const { run, summaries } = await readSummaries(warehouse, given.run);
        const verdicts = verdictsOf(summaries, run.request.formulas);
        return { run, counts: countBeliefs(verdicts), verdicts };
      }),
  }),
  tool({
    name: 'factor_report',
    description:
      'Everything that a run knows about one factor: coverage, every statistic, and the factors closest to it.',
    input: Type.Object(
      { factor: Type.String({ minLength: 1, maxLength: 100 }), run: runInput },
      { additionalProperties: false },
    ),
    readOnly: true,
    call: (given, { withWarehouse }) =>
      withWarehouse(async (warehouse) => {
        const { run, summaries } = await readSummaries(warehouse, given.run);
        const factor = factorIn(run, given.factor);
        const { relations } = await readEvidence(warehouse, run.id, factor);
        return { run, factor, summaries: summaries.filter((summary) => summary.factor === factor), relations };
      }),
  }),
  tool({
    name: 'list_trials',
    description: 'The ledger: everything that was ever tried, with its p-value, and the searches that were counted.',
    input: Type.Object({ project: projectInput }, { additionalProperties: false }),
    readOnly: true,
    call: ({ project = '' }, { withWarehouse }) =>
      withWarehouse(async (warehouse) => ({
        trials: await listTrials(warehouse, project),
        searches: await listCandidateCounts(warehouse, project),
      })),
  }),
  tool({
    name: 'data_health',
    description:
      'The state of the data: symbols, sessions, gaps, filers, and what was refused or is missing by reason.',
    input: Type.Object({}, { additionalProperties: false }),
    readOnly: true,
    call: (_, { withWarehouse }) =>
      withWarehouse(async (warehouse) => {
        const state = await readDataState((...question) => warehouse.query(...question));
        return { ...state, findings: dataFindings(state) };
      }),
  }),
];
