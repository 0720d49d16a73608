import { type Static, Type } from 'typebox';
import { nullableNumber, nullableString } from './schemas.ts';

/** Schemas of searches for formulas. */

const Status = Type.Union([Type.Literal('running'), Type.Literal('finished')]);

const Head = {
  id: Type.String(),
  status: Status,
  universe: Type.String(),
  horizon: Type.Number({ description: 'Sessions of the forward return.' }),
  budget: Type.Number({ description: 'Candidates that it may draw.' }),
  islands: Type.Number(),
  synthetic: Type.Boolean(),
  startedAt: Type.String(),
  finishedAt: nullableString,
  trials: Type.Number({ description: 'Different formulas that were tried.' }),
  finalists: Type.Number(),
  survivors: Type.Number({ description: 'Finalists that survive the validation period.' }),
  opened: Type.Boolean({ description: 'Whether its lock-box was opened.' }),
};

const OpeningSchema = Type.Object({
  searchId: Type.String(),
  openedAt: Type.String(),
  start: Type.String(),
  end: Type.String(),
  universe: Type.String(),
  looks: Type.Number(),
  number: Type.Number({ description: 'Which opening of the same days of the same stocks it is, from 1.' }),
  level: Type.Number({ description: 'Level at which it decides; it shrinks with every opening.' }),
});

const PeriodSchema = Type.Object({
  name: Type.String(),
  start: Type.String(),
  end: Type.String(),
  sessions: Type.Number(),
  detectable: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'Smallest mean coefficient that would have been declared with a chance of 80 %.',
  }),
});

const Evidence = Type.Object({ coefficient: nullableNumber, t: nullableNumber, sessions: Type.Number() });

const FinalistSchema = Type.Object({
  number: Type.Number(),
  formula: Type.String({ description: 'With its sign, which was fixed on the discovery period.' }),
  verdict: Type.Union([
    Type.Literal('rejected'),
    Type.Literal('survives'),
    Type.Literal('confirmed'),
    Type.Literal('not confirmed'),
  ]),
  discovery: Evidence,
  validation: Evidence,
  lockbox: Type.Union([Evidence, Type.Null()]),
  familyWiseP: nullableNumber,
  lockboxP: nullableNumber,
  falseDiscoveryP: nullableNumber,
  deflated: nullableNumber,
  validationDecay: nullableNumber,
  lockboxDecay: nullableNumber,
  turnover: Type.Number(),
  lookBack: Type.Number(),
  tree: Type.Array(Type.Object({ depth: Type.Number(), text: Type.String() }), {
    description: 'Nodes of the formula from the root, each with its depth; empty if it cannot be read today.',
  }),
});

const TrialsSchema = Type.Object({
  distinct: Type.Number(),
  drawn: Type.Number(),
  duplicates: Type.Number(),
  screened: Type.Number(),
  unjudged: Type.Number(),
  refused: Type.Number(),
  effective: Type.Number(),
  largestT: Type.Number(),
  expectedByLuck: Type.Number({ description: '|t| that the best of as many worthless formulas is expected to show.' }),
  minimumYears: Type.Number(),
  bins: Type.Array(
    Type.Object({
      from: Type.Number(),
      to: Type.Number(),
      tried: Type.Number(),
      worthless: Type.Number({ description: 'Expected of as many worthless formulas.' }),
    }),
  ),
});

const PlaceboSchema = Type.Object({
  reruns: Type.Number({ description: 'Placebo searches: the same procedure over returns of other sessions.' }),
  budget: Type.Number({ description: 'Candidates that each of them drew.' }),
  tried: Type.Number({
    description: 'Different formulas that they tried together; they are not trials of the ledger.',
  }),
  declared: Type.Number({ description: 'Those of them that declared something.' }),
  p: Type.Number({ description: 'p-value of the whole procedure: (1 + k) / (1 + n), where k of n claim as much.' }),
});

export const SearchesSchema = Type.Object({
  searches: Type.Array(Type.Object(Head)),
  openings: Type.Array(OpeningSchema, { description: 'Every lock-box that was opened, the oldest first.' }),
});

export const SearchSchema = Type.Object({
  ...Head,
  level: nullableNumber,
  stocks: nullableNumber,
  neutralTo: Type.Array(Type.String()),
  periods: Type.Array(PeriodSchema),
  islandEpochs: Type.Array(
    Type.Object({
      island: Type.Number(),
      epoch: Type.Number(),
      drawn: Type.Number(),
      duplicates: Type.Number(),
      evaluated: Type.Number(),
      largestT: nullableNumber,
    }),
  ),
  found: Type.Union([
    Type.Object({
      trials: TrialsSchema,
      finalists: Type.Array(FinalistSchema),
      others: Type.Object({
        realityCheckP: nullableNumber,
        superiorAbilityP: nullableNumber,
        overfitting: nullableNumber,
      }),
      notes: Type.Array(Type.String()),
    }),
    Type.Null(),
  ]),
  opening: Type.Union([OpeningSchema, Type.Null()]),
  placebo: Type.Union([PlaceboSchema, Type.Null()]),
});

export type SearchesBody = Static<typeof SearchesSchema>;
export type SearchBody = Static<typeof SearchSchema>;
export type SearchHead = SearchesBody['searches'][number];
export type SearchFound = NonNullable<SearchBody['found']>;
