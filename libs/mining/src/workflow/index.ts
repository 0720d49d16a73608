export { workflowDefinition } from './definition.ts';
export { endedDefinition } from './ended-definition.ts';
export { panelsTimeout, stageTimeout } from './stage-timeouts.ts';
export { jobPolicy } from './job-policy.ts';
export type { PlanSize } from './states.ts';
