import { describe, expect, test } from '@jest/globals';
import { filings, knownOf, type Line } from '../testing/facts.ts';

const year = (tag: string, at: number, value: number): Line => [tag, `${at}-01-01`, `${at}-12-31`, value];

describe('the sign of an expense', () => {
  test('that one form turns is that of the history', () => {
    const known = knownOf(
      filings({
        '2023-02-20': [
          ...[year('InterestExpense', 2020, 15), year('InterestExpense', 2021, 16)],
          year('InterestExpense', 2022, 17),
        ],
        '2024-02-20': [year('InterestExpense', 2022, -17), year('InterestExpense', 2023, -19)],
        '2025-02-20': [year('InterestExpense', 2024, -20)],
      }),
    );
    expect(known('interestExpenseTtm', '2024-02-20')).toBe(19);
    expect(known('interestExpenseTtmYearAgo', '2024-02-20')).toBe(17);
    expect(known('interestExpenseTtm', '2025-02-20')).toBe(20);
  });

  test('of income is left alone: it can be a loss', () => {
    const known = knownOf(
      filings({
        '2022-02-20': [year('NetIncomeLoss', 2019, 5), year('NetIncomeLoss', 2020, 6), year('NetIncomeLoss', 2021, 7)],
        '2023-02-20': [year('NetIncomeLoss', 2022, -7)],
      }),
    );
    expect(known('netIncomeTtm', '2023-02-20')).toBe(-7);
  });
});

describe('an amount that is off by a power of ten', () => {
  const history: Record<string, readonly Line[]> = {
    '2022-02-20': [year('Revenues', 2019, 5.1e9), year('Revenues', 2020, 5.2e9), year('Revenues', 2021, 5.3e9)],
  };

  test('from all of the years before is put aside', () => {
    const known = knownOf(
      filings({ ...history, '2023-02-20': [year('Revenues', 2022, 5.4e6), ['Assets', '', '2022-12-31', 1]] }),
    );
    expect(known('revenueTtm', '2023-02-20')).toBe('off_by_a_power_of_ten');
  });

  test('from the same year as it was first reported leaves that value standing', () => {
    const known = knownOf(
      filings({ ...history, '2023-02-20': [year('Revenues', 2021, 5.3e6), year('Revenues', 2022, 5.4e9)] }),
    );
    expect(known('revenueTtm', '2023-02-20')).toBe(5.4e9);
    expect(known('revenueTtmYearAgo', '2023-02-20')).toBe('vintages_differ');
  });

  test('is believed when another filing says it again', () => {
    const known = knownOf(
      filings({
        ...history,
        '2023-02-20': [year('Revenues', 2022, 5.4e6)],
        '2024-02-20': [year('Revenues', 2022, 5.4e6), year('Revenues', 2023, 5.6e6)],
      }),
    );
    expect(known('revenueTtm', '2024-02-20')).toBe(5.6e6);
  });
});
