export {
  isTreated,
  neutralInputs,
  treatmentInputs,
  valuesFromPrice,
  treatmentNote,
  treatValues,
  valuesOfMembers,
} from './treat-values.ts';
