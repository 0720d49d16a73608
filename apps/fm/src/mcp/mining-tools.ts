import { namedFormula } from '@fm/factors';
import { mine, readRequest, type RequestText } from '@fm/mining';
import { codeVersion, systemClock } from '@fm/platform';
import { verdictsOf } from '@fm/results';
import { standingOfRun } from '@fm/results/ledger';
import { parameterNames, runParameters } from '@fm/results/parameters';
import { readSummaries } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { Type } from 'typebox';
import { chosenUniverse } from '../choose-universe.ts';
import { formulaInput, projectInput, textInput, universeInput } from './inputs.ts';
import { tool, type Tool } from './tool.ts';

/** Evidence for one formula over the whole sample, as a run of its own. */
export const evaluateTool: Tool = tool({
  name: 'evaluate_formula',
  description:
    'Tests one formula over the whole sample and returns the verdict with all its numbers. It is stored as a run and counts as a trial in the ledger, whatever the result: each further trial lowers the significance of all.',
  input: Type.Object(
    {
      name: Type.Optional(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,63}$', default: 'candidate' })),
      ...formulaInput,
      universe: universeInput,
      project: projectInput,
    },
    { additionalProperties: false },
  ),
  readOnly: false,
  call: ({ name = 'candidate', formula, dialect, universe, project }, { withWarehouse }) =>
    withWarehouse(async (warehouse) => {
      const formulas = [namedFormula(`${name} = ${formula}`, dialect === undefined ? {} : { dialect })];
      const runId = await mineText(warehouse, { formulas, ...given({ universe, project }) });
      const { run, summaries } = await readSummaries(warehouse, runId);
      const [verdict] = verdictsOf(summaries, run.request.formulas);
      return { run: runId, verdict, ledger: await standingOfRun(warehouse, runId) };
    }),
});

/**
 * What an agent may ask to be mined: every parameter of a run but how it is cut; no file of the machine is opened for
 * it.
 */
const mineInput = Type.Object(
  {
    ...Object.fromEntries(
      parameterNames('factors', 'sample', 'portfolio', 'treatment', 'evidence').map((name) => [
        name,
        textInput(runParameters[name].option.help),
      ]),
    ),
    universe: universeInput,
    project: projectInput,
  },
  { additionalProperties: false },
);

/** The tool that mines. */
export const mineTool: Tool = tool({
  name: 'mine',
  description:
    'Mines factors and returns the id of the run. Every factor is a trial in the ledger. The same request over the same data is the same run.',
  input: mineInput,
  readOnly: false,
  call: (asked, { withWarehouse }) =>
    withWarehouse(async (warehouse) => ({ run: await mineText(warehouse, given(asked)) })),
});

async function mineText(warehouse: Warehouse, text: RequestText): Promise<string> {
  const universe = await chosenUniverse(warehouse, text.universe);
  const request = { ...readRequest(text), universe };
  return (await mine({ clock: systemClock, codeVersion, warehouse, request })).runId;
}

/** Only what was given. */
function given(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
