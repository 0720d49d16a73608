export * from './expression.ts';
export { operatorNamed, findOperator, operators } from './operators/registry.ts';
export type { Argument, Family, Operator, Parameter } from './operators/operator.ts';
export { EvaluationError, type EvaluationFault } from './evaluate/errors.ts';
export { evaluate, Evaluator, type EvaluatedBlock, type EvaluateOptions } from './evaluate/evaluator.ts';
