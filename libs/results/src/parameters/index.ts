export {
  knownNeutralisers,
  type Neutralisation,
  neutralisationOf,
  neutraliserNames,
  plainNeutralisers,
} from './neutralisation.ts';
export {
  parameterEntries,
  parameterNames,
  type ParametersOf,
  parametersOf,
  readParameters,
  type RunParameterName,
  type RunParameterTexts,
  type RunParameterValues,
  sayParameters,
} from './parameter-values.ts';
export type { ParameterKind, RunParameter } from './run-parameter.ts';
export { runParameters } from './run-parameters.ts';
export { type JsonName, jsonName, optionName } from './spellings.ts';
