import { isCalendarDate } from '@fm/platform/time';
import type { ParameterReader as Reader } from './run-parameter.ts';

/** The text as it is. */
export const anyText: Reader<string> = (text) => text;

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly [Word, Word], called: string): Reader<Word> {
  return (text, refuse) => {
    const word = words.find((known) => known === text);
    if (word === undefined) refuse(`${called} "${text}" is neither ${words.join(' nor ')}`);
    return word ?? words[0];
  };
}

/** A whole number from one to another, both included. */
export function wholeNumber(least: number, most: number, called: string): Reader<number> {
  return (text, refuse) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least || value > most)
      refuse(`${called} "${text}" is not a whole number from ${least} to ${most}`);
    return value;
  };
}

/** A number that meets a condition; any other text is refused. */
export function number(holds: (value: number) => boolean, fault: (text: string) => string): Reader<number> {
  return (text, refuse) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!holds(value)) refuse(fault(text));
    return value;
  };
}

/** Whole numbers joined by commas, each once, ascending. */
export function wholeNumbers(least: number, most: number, fault: (text: string) => string): Reader<readonly number[]> {
  return (text, refuse) => {
    const values = text.split(',').map(Number);
    const isGood = (value: number): boolean => Number.isInteger(value) && value >= least && value <= most;
    if (!values.every(isGood)) refuse(fault(text));
    return [...new Set(values)].sort((a, b) => a - b);
  };
}

/** A day that exists, `YYYY-MM-DD`. */
export const day: Reader<string> = (text, refuse) => {
  if (!isCalendarDate(text)) refuse(`the day "${text}" is not a date YYYY-MM-DD`);
  return text;
};
