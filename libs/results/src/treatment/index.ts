export { valuesFromPrice, valuesOfMembers } from './compared-values.ts';
export {
  neutralExposures,
  neutralFactors,
  neutralIdentities,
  plainFactors,
  type NeutralExposure,
} from './neutral-factors.ts';
export {
  isTreated,
  neutralInputs,
  treatedValues,
  treatmentInputs,
  treatmentNote,
  treatValues,
} from './treat-values.ts';
