import { type MeasuredSummary, type SummaryNumbers, summaryNumbers } from '../summary-numbers.ts';
import { numbersOf } from './number-entry.ts';

/** The numbers of a summary that have a column of their own, by name; null is missing. */
export function summaryNumbersOf(measured: MeasuredSummary): SummaryNumbers {
  return numbersOf(summaryNumbers, measured) as SummaryNumbers;
}
