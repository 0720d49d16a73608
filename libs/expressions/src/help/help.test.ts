import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { operators } from '../operators/registry.ts';
import { describeOperator } from './describe-operator.ts';
import { completionsAt, hoverAt, signatureAt } from './editor-help.ts';
import { operatorsPage } from './operators-page.ts';

describe('the page of operators in the documentation', () => {
  test('is what the registry says', () => {
    const page = readFileSync(new URL('../../../../docs/operators.md', import.meta.url), 'utf8');
    expect(page).toBe(operatorsPage());
  });

  test('has an entry for each operator', () => {
    const headings = operatorsPage().match(/^### .*/gm) ?? [];
    expect(headings).toEqual(expect.arrayContaining(operators.map(({ name }) => `### ${name}`)));
  });
});

describe('the description of an operator', () => {
  test.each([
    ['delay', 'd sessions, and as its arguments'],
    ['ts_mean', 'd - 1 sessions, and as its arguments'],
    ['ts_ema', 'window - 1 sessions, and as its arguments'],
    ['trade_when', 'max_hold sessions, and as its arguments'],
    ['cs_rank', 'as its arguments'],
    ['ttm', 'as the filings do'],
  ])('of %s says that it looks back %s', (name, wanted) => {
    const operator = operators.find((one) => one.name === name) as (typeof operators)[number];
    expect(describeOperator(operator)['looks back']).toBe(wanted);
  });
});

describe('an editor', () => {
  const names = (text: string): string[] => completionsAt(text, text.length).completions.map(({ name }) => name);

  test('completes the name before the cursor, also in a formula that is not finished', () => {
    expect(names('rank(ts_arg')).toEqual(expect.arrayContaining(['ts_argmax', 'ts_argmin']));
    expect(names('rank(clo')).toEqual(['close']);
    expect(completionsAt('1 + clo', 7).span).toEqual({ begin: 4, end: 7 });
  });

  test('completes filing items and options where they are taken', () => {
    expect(names('ttm(rev')[0]).toBe('revenue');
    expect(names('ts_mean(close, 5, mi')).toContain('min');
    expect(names('close + rev')).not.toContain('revenue');
  });

  test('shows what a name means', () => {
    const text = 'Rank(close) + ttm(revenue)';
    expect(hoverAt(text, 2)?.facts['operator']).toBe('cs_rank');
    expect(hoverAt(text, 6)?.facts['field']).toBe('close');
    expect(hoverAt(text, 20)?.facts['item']).toBe('revenue');
    expect(hoverAt(text, 12)).toBeUndefined();
    expect(hoverAt('Greater($open, 1)', 1, { dialect: 'qlib' })?.facts['operator']).toBe('max');
  });

  test('shows the call that the cursor is in, and at which argument', () => {
    const text = 'rank(ts_corr(close, delay(open, 1), ';
    expect(signatureAt(text, text.length)).toMatchObject({ signature: 'ts_corr(x, y, d, min=d)', argument: 2 });
    expect(signatureAt('rank(', 5)).toMatchObject({ signature: 'cs_rank(x)', argument: 0 });
    expect(signatureAt('close', 5)).toBeUndefined();
  });
});
