import { Type, type Static } from 'typebox';
import { fence, fenceRule, promptHashOf, type Question } from '@fm/platform/bedrock';
import type { Section } from '../sections/section.ts';
import { measures, measuresOf, type DocumentKind } from './measures.ts';
import { readingProblems, readingSchema } from './reading.ts';

/** Most findings of one section or one merge: every section has the same say, the last page as much as the first. */
export const findingsPerSection = 24;

const findingsSchema = Type.Object(
  {
    findings: Type.Array(
      Type.Object(
        {
          measure: Type.String({ description: 'Name of the measure the finding bears on.' }),
          statement: Type.String({ description: 'What the text says, in one or two sentences, with page if known.' }),
          figures: Type.Array(Type.String(), { description: 'Figures with unit and period, exactly as written.' }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** A statement of the document that bears on a measure. */
export type Finding = Static<typeof findingsSchema>['findings'][number];

function findingsProblems(kind: DocumentKind) {
  return ({ findings }: Static<typeof findingsSchema>): string[] => {
    const names: readonly string[] = measuresOf[kind];
    const strange = findings
      .filter(({ measure }) => !names.includes(measure))
      .map(({ measure }) => measure.slice(0, 40));
    return [
      ...(strange.length > 0 ? [`/findings name no measure of the list: ${[...new Set(strange)].join(', ')}`] : []),
      ...(findings.length > findingsPerSection ? [`/findings must be at most ${findingsPerSection}`] : []),
    ];
  };
}

const tool = {
  name: 'record_findings',
  description: 'Records what the text says on the measures; an empty list when it says nothing.',
  schema: findingsSchema,
};

const fromTheTextAlone =
  'Use the material alone, not what you know of the company or of later events. Boilerplate is no finding.';

/** Map: what one section says on the measures. */
export function sectionQuestion(
  kind: DocumentKind,
  { title, firstPage, lastPage, text }: Section,
): Question<typeof findingsSchema> {
  return {
    system: `You read one section of a company's ${kind} for these measures:\n${listOf(kind)}\n${fromTheTextAlone} ${fenceRule}`,
    user: fence(`Section: ${title}\nPages: ${firstPage}-${lastPage}\n\n${text}`),
    tool,
    problems: findingsProblems(kind),
    maxTokens: 4_000,
  };
}

/** Reduce: findings of several sections as one list of the same size. */
export function mergeQuestion(kind: DocumentKind, findings: readonly Finding[]): Question<typeof findingsSchema> {
  return {
    system: `You merge findings from several sections of a company's ${kind} on these measures:\n${listOf(kind)}\nKeep every figure that matters; their order has no meaning. ${fenceRule}`,
    user: fence(listed(findings)),
    tool,
    problems: findingsProblems(kind),
    maxTokens: 4_000,
  };
}

/** Reduce, last step: the measures from the findings. */
export function readingQuestion(
  kind: DocumentKind,
  findings: readonly Finding[],
): Question<ReturnType<typeof readingSchema>> {
  return {
    system: `You measure a company from findings in its ${kind}:\n${listOf(kind)}\nThe order of the findings has no meaning. ${fromTheTextAlone} ${fenceRule}`,
    user: fence(listed(findings)),
    tool: {
      name: 'record_measures',
      description: 'Records every measure: a value or null, summary, key figures, change on the year, and the reason.',
      schema: readingSchema(kind),
    },
    problems: readingProblems,
    maxTokens: 4_000,
  };
}

/** Version of all prompts for a kind of document: 12 hex digits that change with any word, schema or limit. */
export function promptVersion(kind: DocumentKind): string {
  const empty = { title: '', firstPage: 0, lastPage: 0, text: '' };
  const prompts = [sectionQuestion(kind, empty), mergeQuestion(kind, []), readingQuestion(kind, [])];
  return prompts.map((prompt) => promptHashOf(prompt).slice(0, 4)).join('');
}

function listOf(kind: DocumentKind): string {
  return measuresOf[kind].map((name) => `- ${name} (${measures[name].unit}): ${measures[name].meaning}`).join('\n');
}

/** By measure, so that a finding's place in the document is not its place in the prompt. */
function listed(findings: readonly Finding[]): string {
  const lines = findings.map(({ measure, statement, figures }) => JSON.stringify({ measure, statement, figures }));
  return lines.toSorted().join('\n');
}
