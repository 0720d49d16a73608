import { inputHashOf, promptHashOf, type Answer, type LanguageModel } from '@fm/platform/bedrock';
import { keyPart, type ObjectStore } from '@fm/object-store';

/**
 * A model that is asked once: answers are kept under model, prompt and input, so that reading a document again after a
 * crash pays only for what is missing.
 */
export function cachedModel(model: LanguageModel, store: ObjectStore): LanguageModel {
  return {
    modelId: model.modelId,
    ask: async (question) => {
      const name = [keyPart(model.modelId), promptHashOf(question), inputHashOf(question)].join('/');
      const key = `answers/parts/${name}.json`;
      const kept = await store.get(key);
      if (kept !== undefined) return JSON.parse(kept.body.toString('utf8')) as Answer<never>;
      const answer = await model.ask(question);
      await store.putIfAbsent(key, JSON.stringify(answer));
      return answer as Answer<never>;
    },
  };
}
