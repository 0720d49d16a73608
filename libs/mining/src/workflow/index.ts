export { workflowDefinition } from './definition.ts';
export { endedDefinition } from './ended-definition.ts';
export { panelsTimeout, stageTimeout, type StageTimeout } from './stage-timeouts.ts';
export { jobPolicy, type ExitRule, type JobPolicy } from './job-policy.ts';
export type { AnyState, JobResources, PlanSize, StateMachine, WorkflowTargets } from './states.ts';
