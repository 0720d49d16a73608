import type { Answer, LanguageModel } from '@fm/platform/bedrock';
import type { Section } from '../sections/section.ts';
import type { DocumentKind } from './measures.ts';
import { mergeQuestion, readingQuestion, sectionQuestion, type Finding } from './questions.ts';
import type { Reading } from './reading.ts';

/** The measures of a document with every answer on the way. */
export interface ReadDocument {
  readonly reading: Reading;
  /** Answers for the sections, the merges and the measures, in that order. */
  readonly answers: readonly Answer[];
}

/** Findings of one question, in characters: what a model reads at once. */
const defaultCharacters = 60_000;

/**
 * Map-reduce over all sections: each is read on its own with the same room for findings, findings are merged in a tree
 * while they are too many for one question, and the measures are taken from what remains. No section is skipped or cut.
 *
 * @param maxCharacters - most findings of one question, in characters. @default 60,000
 * @throws the errors of the model
 */
export async function readSections(
  model: LanguageModel,
  kind: DocumentKind,
  sections: readonly Section[],
  maxCharacters = defaultCharacters,
): Promise<ReadDocument> {
  const answers: Answer[] = [];
  let groups: Finding[][] = [];
  for (const section of sections) {
    const answer = await model.ask(sectionQuestion(kind, section));
    answers.push(answer);
    groups.push(answer.value.findings);
  }
  while (sizeOf(groups.flat()) > maxCharacters && groups.length > 1) {
    const merged: Finding[][] = [];
    for (const bundle of bundled(groups, maxCharacters)) {
      const answer = await model.ask(mergeQuestion(kind, bundle));
      answers.push(answer);
      merged.push(answer.value.findings);
    }
    groups = merged;
  }
  const last = await model.ask(readingQuestion(kind, groups.flat()));
  return { reading: last.value, answers: [...answers, last] };
}

/** Neighbouring groups joined while they fit into one question, and always at least two, so that the tree ends. */
function bundled(groups: readonly Finding[][], max: number): Finding[][] {
  const bundles: { findings: Finding[]; groups: number }[] = [];
  for (const group of groups) {
    const last = bundles.at(-1);
    const fits = last !== undefined && (last.groups < 2 || sizeOf([...last.findings, ...group]) <= max);
    if (fits) {
      last.findings.push(...group);
      last.groups += 1;
    } else bundles.push({ findings: [...group], groups: 1 });
  }
  return bundles.map(({ findings }) => findings);
}

function sizeOf(findings: readonly Finding[]): number {
  return JSON.stringify(findings).length;
}
