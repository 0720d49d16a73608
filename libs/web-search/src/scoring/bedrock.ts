import { Type } from 'typebox';
import { fence, fenceRule, promptHashOf, type LanguageModel, type Question } from '@fm/platform/bedrock';
import type { Scorable, SentimentScorer } from './scorer.ts';

const schema = Type.Object(
  {
    score: Type.Number({ description: 'From -1 (very bad for the shareholders) over 0 (neutral) to 1 (very good).' }),
    reason: Type.String({ description: 'One sentence that names what in the text decides.' }),
  },
  { additionalProperties: false },
);

function question({ symbol, title, content }: Scorable): Question<typeof schema> {
  return {
    system: [
      'You judge what a news text means for the shareholders of one listed company, from the text alone and not from',
      'what you know of later events.',
      fenceRule,
    ].join(' '),
    user: `Company: ${symbol}\n${fence(`${title}\n\n${content}`)}`,
    tool: { name: 'record_sentiment', description: 'Records the sentiment of the text for the company.', schema },
    problems: ({ score }) => (score >= -1 && score <= 1 ? [] : ['/score must lie between -1 and 1']),
    maxTokens: 300,
  };
}

/**
 * Sentiment from a language model. The version names model and prompt, so that a change of either is a scorer of its own.
 *
 * @param model - see `bedrockModel` in `@fm/platform/bedrock`
 */
export function modelScorer(model: LanguageModel): SentimentScorer {
  const prompt = promptHashOf(question({ symbol: '', title: '', content: '' })).slice(0, 12);
  return {
    version: `${model.modelId}-${prompt}`,
    atOnce: 10,
    score: async (article) => {
      const { value, modelId, promptHash, inputHash, raw, usage } = await model.ask(question(article));
      return { value: value.score, reason: '', modelId, promptHash, inputHash, raw: JSON.stringify(raw), ...usage };
    },
  };
}
