import { dialects, type DialectName } from '@fm/expressions';
import { Type } from 'typebox';

const dialectNames = Object.keys(dialects) as DialectName[];

/** A formula as an agent gives it. */
export const formulaInput = {
  formula: Type.String({ minLength: 1, maxLength: 4000, description: 'such as rank(close / delay(close, 20) - 1)' }),
  dialect: Type.Optional(Type.Union(dialectNames.map((name) => Type.Literal(name)))),
};

/** A universe as an agent gives it: no file of the machine is opened for it. */
export const universeInput = Type.Optional(
  Type.String({
    pattern: '^(ingested|demonstration|[A-Za-z][A-Za-z0-9.-]{0,9}(,[A-Za-z][A-Za-z0-9.-]{0,9})*)$',
    maxLength: 4000,
    description: 'ingested, demonstration, or symbols joined by commas',
  }),
);

/** The project whose trials these are. */
export const projectInput = Type.Optional(
  Type.String({ maxLength: 64, description: 'project that the trials belong to in the ledger' }),
);

/** A run. */
export const runInput = Type.Optional(
  Type.String({
    maxLength: 64,
    description: 'id of a run, or the start of it; without it the latest that succeeded',
  }),
);

/** A text that the command of the same name reads, with its description. */
export const textInput = (description: string) => Type.Optional(Type.String({ maxLength: 2000, description }));
