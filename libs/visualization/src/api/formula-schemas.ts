import { type Static, Type } from 'typebox';
import { nullableNumber } from './schemas.ts';

/** Schemas of the page about formulas. */

const dialect = Type.Optional(
  Type.Union([Type.Literal('paper'), Type.Literal('street'), Type.Literal('qlib'), Type.Literal('canonical')], {
    default: 'paper',
    description: 'How the formula is read.',
  }),
);

const formula = Type.String({ maxLength: 8192, description: 'The formula.' });

export const FormulaBody = Type.Object({ formula, dialect }, { additionalProperties: false });

export const HelpBody = Type.Object(
  { formula, dialect, at: Type.Integer({ minimum: 0, maximum: 8192, description: 'Place of the cursor.' }) },
  { additionalProperties: false },
);

export const KeepBody = Type.Object(
  { formula, dialect, name: Type.String({ minLength: 1, maxLength: 128, description: 'Name of the factor.' }) },
  { additionalProperties: false },
);

export const CheckSchema = Type.Object({
  fault: Type.Union([
    Type.Null(),
    Type.Object({
      code: Type.String(),
      what: Type.String(),
      where: Type.String(),
      remedy: Type.String(),
      begin: Type.Number({ description: 'Position of the first wrong character, from 0.' }),
      end: Type.Number({ description: 'Position after the last one.' }),
      caret: Type.String({ description: 'The line with carets below what is wrong.' }),
    }),
  ]),
  canonical: Type.String({
    description: 'The canonical form, the same for all spellings; empty if there is an error.',
  }),
  hash: Type.String(),
  lookBack: Type.String({ description: 'Sessions before t that a value depends on, or sinceListing.' }),
  inputs: Type.Array(Type.String()),
  sameAs: Type.Array(Type.String(), { description: 'Kept factors that are the same formula.' }),
});

export const HelpSchema = Type.Object({
  begin: Type.Number({ description: 'First character of the text that a completion replaces.' }),
  completions: Type.Array(
    Type.Object({ name: Type.String(), kind: Type.String(), insert: Type.String(), detail: Type.String() }),
  ),
  signature: Type.String({ description: 'The call around the cursor; empty where there is none.' }),
  summary: Type.String(),
});

export const EvidenceSchema = Type.Object({
  hash: Type.String(),
  stocks: Type.Number(),
  sessions: Type.Number(),
  first: Type.String(),
  last: Type.String(),
  coverage: Type.Number({ description: 'Share of the prices that have a value beside them.' }),
  isPart: Type.Boolean({ description: 'Whether the warehouse holds more stocks or sessions.' }),
  synthetic: Type.Boolean(),
  milliseconds: Type.Number(),
  statistics: Type.Record(Type.String(), nullableNumber),
});

export const KeptSchema = Type.Object({
  name: Type.String(),
  formula: Type.String(),
  dialect: Type.String(),
  hash: Type.String(),
  author: Type.String(),
  keptAt: Type.String(),
});

export const FormulasSchema = Type.Object({
  mayStart: Type.Boolean({ description: 'Whether the caller may start runs here.' }),
  mayWrite: Type.Boolean({
    description: 'Whether the caller may keep formulas and look at evidence here, which counts as a trial.',
  }),
  synthetic: Type.Boolean({ description: 'Whether all prices in the warehouse come from the demonstration market.' }),
  kept: Type.Array(KeptSchema),
  values: Type.Array(Type.String(), { description: 'Values that were loaded, as formulas name them.' }),
});

export type Check = Static<typeof CheckSchema>;
export type Help = Static<typeof HelpSchema>;
export type Evidence = Static<typeof EvidenceSchema>;
export type Kept = Static<typeof KeptSchema>;
export type Formulas = Static<typeof FormulasSchema>;
