import { Type, type Static } from 'typebox';
import { measures, measuresOf, type DocumentKind } from './measures.ts';

/** What a document says about one measure. */
export const measureReading = Type.Object(
  {
    value: Type.Union([Type.Number(), Type.Null()], {
      description: 'The value, or null where the material does not support one. Never a guess.',
    }),
    summary: Type.String({ description: 'Two or three sentences.' }),
    key_figures: Type.Array(Type.String(), {
      description: 'Figures with unit and period, as the document states them.',
    }),
    change: Type.String({
      description: 'Change on the year before, or an empty text where the document does not say.',
    }),
    reason: Type.String({ description: 'Why this value, or why none.' }),
  },
  { additionalProperties: false },
);

/** What a document says about one measure. */
export type MeasureReading = Static<typeof measureReading>;

/** Readings by measure, the measures those of the document's kind. */
export type Reading = Record<string, MeasureReading>;

/** Schema of the final answer for a kind of document: one entry per measure, none missing, none more. */
export function readingSchema(kind: DocumentKind) {
  const entries = measuresOf[kind].map((name) => [name, measureReading] as const);
  return Type.Object(Object.fromEntries(entries), { additionalProperties: false });
}

/** What is wrong with an answer of the right shape: values outside their range, values without a reason. */
export function readingProblems(reading: Reading): string[] {
  return Object.entries(reading).flatMap(([name, { value, reason }]) => {
    const { low, high } = measures[name as keyof typeof measures];
    const outside = value !== null && !(value >= low && value <= high);
    return [
      ...(outside ? [`/${name}/value must lie between ${low} and ${high}`] : []),
      ...(reason.trim() === '' ? [`/${name}/reason must not be empty`] : []),
    ];
  });
}
