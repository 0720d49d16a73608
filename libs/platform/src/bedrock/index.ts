export { createBedrockClient } from './client.ts';
export { UnusableAnswer } from './errors.ts';
export { fence, fenceRule } from './fence.ts';
export { bedrockModel } from './model.ts';
export { inputHashOf, promptHashOf, type Answer, type LanguageModel, type Question } from './question.ts';
