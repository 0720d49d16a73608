import type { Fleet } from '@fm/mining/simulation';

/** Sizes that a run is forecast for. */
export const sizes = [
  { name: 'DJIA 30', stocks: 30 },
  { name: 'S&P 500', stocks: 500 },
  { name: 'Russell 3000', stocks: 3000 },
  { name: '50,000 global', stocks: 50_000 },
] as const;

export const years = 30;
export const factors = 1000;

/** vCPUs that may run at once; three quarters of them on Spot. */
export const quotas = [256, 1024, 4096] as const;
export const spotShare = 0.75;

/**
 * How Fargate behaves. Neither measured nor verified here: there is no account in these checks. Quotas of a new account are
 * lower.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/userguide/throttling.html for the rate of starts
 */
export const fargate: Omit<Fleet, 'spotJobs' | 'onDemandJobs' | 'attempts' | 'attemptSeconds'> = {
  startSeconds: 45,
  startsPerSecond: 20,
  interruptionsPerHour: 0.05,
  stragglers: 0.02,
  slowestTimes: 20,
  seed: 20_240_101,
};

/**
 * vCPUs and the most GiB that a Fargate task may have with them.
 *
 * Source: the combinations of https://www.wring.co/blog/aws-fargate-pricing-guide (March 2026).
 */
export const taskSizes = [
  { vcpu: 1, gib: 8 },
  { vcpu: 2, gib: 16 },
  { vcpu: 4, gib: 30 },
  { vcpu: 8, gib: 60 },
  { vcpu: 16, gib: 120 },
] as const;

/**
 * Dollars per hour in us-east-1 of x86 tasks, and what Spot costs of it; the ARM tasks that are deployed cost a fifth less.
 * An assumption to be replaced by the bill.
 *
 * Source: the Fargate rates that https://cloudburn.io/blog/aws-fargate-pricing (April 2026) and
 * https://www.vantage.sh/blog/fargate-pricing take from the price list of AWS. The share of Spot is not verified: it moves.
 */
export const prices = { vcpu: 0.04048, gib: 0.004445, spotFactor: 0.3 };

/** Cores of the warehouse that the mining may use. */
export const warehouseCores = 16;

/** Inserts of a slice: its state and its attempt at the beginning and at the end, and up to three tables of results. */
export const insertsPerSlice = 7;
