import type { FormulaText } from '@fm/factors';
import {
  anything,
  count,
  figure,
  listOf,
  objectWith,
  orNull,
  recordOf,
  StoredJson,
  text,
} from '@fm/platform/stored-json';
import type { Shape } from '@fm/platform/stored-json';
import type { Coverage } from './coverage.ts';
import type { TrialSettings } from './ledger/trial.ts';
import { parameterEntries, type RunParameter } from './parameters/index.ts';
import type { FactorSummary } from './results.ts';
import type { RunRequest } from './run-request.ts';

/** What is written as JSON into the tables of results, and read from there. Older releases wrote fewer members. */

const shapeOfKind: Readonly<Record<RunParameter['kind'], Shape<never>>> = {
  text: orNull(text),
  number: figure,
  list: anything,
};

/** Every parameter of the table by its kind. The compiler knows nothing of them; the table gives their values. */
const parameterShapes = Object.fromEntries(
  parameterEntries.map(([name, { kind }]) => [name, shapeOfKind[kind]]),
) as Record<never, never>;

const formulaShape = objectWith(
  { name: text, formula: text },
  { dialect: text, type: text, sign: count, source: text, description: text, parts: listOf(anything) },
);

/** The request of a run; without members where the run failed before it was planned. */
export const storedRequest = new StoredJson<Partial<RunRequest>>(
  'the request of a run',
  objectWith(
    {},
    {
      ...parameterShapes,
      ...{ factors: listOf(text), formulas: listOf(formulaShape), neutralisers: listOf(formulaShape) },
      leftOut: listOf(text),
    },
  ),
);

export const storedNotes = new StoredJson<readonly string[]>('the notes of a run', listOf(text));

export const storedStatistics = new StoredJson<FactorSummary['statistics']>(
  'the statistics of a factor',
  recordOf(figure),
);

export const storedCoverage = new StoredJson<Partial<Coverage>>(
  'the coverage of a factor',
  objectWith(
    {},
    {
      ...{ sessions: figure, sessionsWithReturn: figure, meanStocks: figure, minStocks: figure, maxStocks: figure },
      drops: listOf(objectWith({ reason: text, count: figure }, { unit: text })),
    },
  ),
);

export const storedFormula = new StoredJson<FormulaText>('the definition of a kept factor', formulaShape);

export const storedSettings = new StoredJson<TrialSettings>(
  'the settings of a trial',
  objectWith({}, { ...parameterShapes, universe: text, book: text }),
);
