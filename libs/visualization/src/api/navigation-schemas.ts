import { type Static, Type } from 'typebox';
import { runParameter, VerdictSchema } from './schemas.ts';

/** Schemas of the list of factors beside every page. */

export const NavigationQuery = Type.Object({ run: runParameter }, { additionalProperties: false });

export const NavigationSchema = Type.Object({
  run: Type.String(),
  factors: Type.Array(
    Type.Object({
      factor: Type.String(),
      factorType: Type.String(),
      belief: VerdictSchema.properties.belief,
      line: Type.Array(Type.Number(), {
        description:
          'Logarithm of the compounded long-short wealth at even steps of time; empty where there is no return.',
      }),
    }),
    { description: 'Most believable first.' },
  ),
});

export type Navigation = Static<typeof NavigationSchema>;
