export {
  executeWorkflow,
  localTargets,
  type Execution,
  type ExecuteOptions,
  type StateEvent,
} from './execute-workflow.ts';
