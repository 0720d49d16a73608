export { isTreated, neutralInputs, treatmentNote, treatValues, valuesOfMembers } from './treat-values.ts';
