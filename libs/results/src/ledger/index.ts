export { recordCandidateCount, recordTrials, type TrialResult, type TriedTrial } from './record-trials.ts';
export { type CountedCandidates, type LedgerTrial, listCandidateCounts, listTrials } from './read-ledger.ts';
export { deflatedSharpeOf, worthlessVariance } from './deflated-sharpe.ts';
export { standingOf, standingOfRun } from './ledger-totals.ts';
export { familyOf, type Trial, trialsOf } from './trial.ts';
export { weeklyReturns } from './weekly-returns.ts';
export { withLedger } from './with-ledger.ts';
