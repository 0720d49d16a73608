import { describe, expect, test } from '@jest/globals';
import type { Answer, LanguageModel, Question } from '@fm/platform/bedrock';
import { isDocumentKind, measuresOf } from './measures.ts';
import { promptVersion } from './questions.ts';
import { readSections } from './read-sections.ts';

const section = (at: number) => ({
  title: `Section ${at}`,
  firstPage: at,
  lastPage: at,
  text: `Marker-${at}. ${'x '.repeat(50)}`,
});

/** A model that finds the marker of a section, keeps all markers when it merges, and remembers what it was asked. */
function markerModel() {
  const asked: Question[] = [];
  const model: LanguageModel = {
    modelId: 'marker',
    ask: async (question) => {
      asked.push(question);
      const markers = [...new Set(question.user.match(/Marker-\d+/g))];
      const findings = markers.map((statement) => ({ measure: 'RISK', statement, figures: ['y'.repeat(30)] }));
      const value = question.tool.name === 'record_findings' ? { findings } : {};
      return {
        value,
        modelId: 'marker',
        promptHash: '',
        inputHash: '',
        raw: [],
        usage: { inputTokens: 1, outputTokens: 1 },
      } as unknown as Answer<never>;
    },
  };
  return { model, asked };
}

describe('readSections', () => {
  test.each([200, 1_000, 60_000])(
    'with room for %i characters every section reaches the last question, the last as the first',
    async (room) => {
      const { model, asked } = markerModel();
      await readSections(
        model,
        'annual-report',
        Array.from({ length: 12 }, (_, at) => section(at + 1)),
        room,
      );
      const last = asked.at(-1)!;
      expect(last.tool.name).toBe('record_measures');
      for (let at = 1; at <= 12; at += 1) expect(last.user).toContain(`Marker-${at}`);
    },
  );

  test('each section is asked about by itself and with the same room for its findings', async () => {
    const { model, asked } = markerModel();
    await readSections(model, 'annual-report', [section(1), section(2)]);
    const [first, second] = asked;
    expect(first!.system).toBe(second!.system);
    expect(first!.maxTokens).toBe(second!.maxTokens);
    expect(first!.user).not.toContain('Marker-2');
  });

  test('the last question does not depend on the order of the sections', async () => {
    const [forward, backward] = [markerModel(), markerModel()];
    await readSections(forward.model, 'annual-report', [section(1), section(2), section(3)]);
    await readSections(backward.model, 'annual-report', [section(3), section(2), section(1)]);
    expect(forward.asked.at(-1)!.user).toBe(backward.asked.at(-1)!.user);
  });
});

test('every kind of document has prompts of its own version', () => {
  const kinds = Object.keys(measuresOf).filter(isDocumentKind);
  expect(new Set(kinds.map(promptVersion)).size).toBe(kinds.length);
  expect(promptVersion('annual-report')).toMatch(/^[0-9a-f]{12}$/);
});
