export { nothingToForget } from './errors.ts';
export { forget, type ForgetPreview, type ForgottenRows, previewForget } from './forget.ts';
export type { ForgetPlan } from './plan.ts';
export { planFile } from './plan-file.ts';
export { planSource } from './plan-source.ts';
export { planSymbol } from './plan-symbol.ts';
