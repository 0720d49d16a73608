export { workflowDefinition } from './definition.ts';
export { jobPolicy, type ExitRule, type JobPolicy } from './job-policy.ts';
export type { AnyState, PlanSize, StateMachine, WorkflowTargets } from './states.ts';
