/** What a combination calls in the numerics. */
export { combineScores } from '@fm/factor-math';
