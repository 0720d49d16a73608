export { workflowDefinition } from './definition.ts';
export type { AnyState, PlanSize, StateMachine, WorkflowTargets } from './states.ts';
