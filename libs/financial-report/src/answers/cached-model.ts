import { FmError } from '@fm/platform';
import { anything, listOf, objectWith, StoredJson, text } from '@fm/platform/stored-json';
import { inputHashOf, promptHashOf, UnusableAnswer, type Answer, type LanguageModel } from '@fm/platform/bedrock';
import { keyPart, type ObjectStore } from '@fm/object-store';

/** An answer that could not be used, as it is kept. */
interface KeptFault {
  readonly code: string;
  readonly what: string;
  readonly where?: string | undefined;
  readonly remedy: string;
  /** The responses as they came. */
  readonly raw: readonly unknown[];
}

/** The value is checked by the question that asked for it. */
const storedAnswer = new StoredJson<Answer>(
  'the answer of a model',
  objectWith({
    value: anything,
    modelId: text,
    promptHash: text,
    inputHash: text,
    raw: listOf(anything),
    usage: anything,
  }),
);

const storedFault = new StoredJson<KeptFault>(
  'the unusable answer of a model',
  objectWith({ code: text, what: text, remedy: text, raw: listOf(anything) }),
);

/**
 * A model that is asked once: answers are kept under model, prompt and input, so that reading a document again after a
 * crash pays only for what is missing. An answer that could not be used is kept too, as it came, and is the error of
 * every later question: it would be paid for again and again.
 *
 * @param again - asks again where a kept answer could not be used. @default false
 */
export function cachedModel(model: LanguageModel, store: ObjectStore, again = false): LanguageModel {
  return {
    modelId: model.modelId,
    ask: async (question) => {
      const name = [keyPart(model.modelId), promptHashOf(question), inputHashOf(question)].join('/');
      const key = `answers/parts/${name}.json`;
      const kept = await store.get(key);
      if (kept !== undefined)
        return storedAnswer.read(kept.body.toString('utf8'), `${store.url}/${key}`) as Answer<never>;
      const refused = `answers/refused/${name}`;
      const fault = again ? undefined : await keptFault(store, `${refused}/1.json`);
      if (fault !== undefined) throw fault;
      try {
        const answer = await model.ask(question);
        await store.putIfAbsent(key, JSON.stringify(answer));
        return answer;
      } catch (thrown) {
        if (thrown instanceof UnusableAnswer) await keepFault(store, refused, thrown);
        throw thrown;
      }
    },
  };
}

async function keptFault(store: ObjectStore, key: string): Promise<UnusableAnswer | undefined> {
  const kept = await store.get(key);
  if (kept === undefined) return undefined;
  const { code, what, where, remedy, raw } = storedFault.read(kept.body.toString('utf8'), `${store.url}/${key}`);
  return new UnusableAnswer(new FmError(code, { what, remedy, ...(where === undefined ? {} : { where }) }), raw);
}

/** Keeps the answer beside those before it: nothing that was paid for is lost. */
async function keepFault(store: ObjectStore, folder: string, fault: UnusableAnswer): Promise<void> {
  const { code, what, where, remedy, raw } = fault;
  const body = JSON.stringify({ code, what, where, remedy, raw } satisfies KeptFault);
  for (let number = 1; ; number += 1) {
    const { stored } = await store.putIfAbsent(`${folder}/${number}.json`, body);
    if (stored) return;
  }
}
