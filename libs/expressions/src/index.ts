export * from './expression.ts';
export { operatorNamed, findOperator, operators } from './operators/registry.ts';
export type { Argument, Family, Operator, Parameter } from './operators/operator.ts';
