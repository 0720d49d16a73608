export {
  executeWorkflow,
  localTargets,
  payloadLimit,
  type Execution,
  type ExecuteOptions,
  type StateEvent,
} from './execute-workflow.ts';
