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

  test('of income is kept: it can be a loss', () => {
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

  test('from all of the years before is set aside', () => {
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

  test.each([10, 100, 0.1, 0.01])('by %d from steady years before is set aside', (times) => {
    const known = knownOf(
      filings({ ...history, '2023-02-20': [year('Revenues', 2022, 5.4e9 * times), ['Assets', '', '2022-12-31', 1]] }),
    );
    expect(known('revenueTtm', '2023-02-20')).toBe('off_by_a_power_of_ten');
  });

  test('by ten from years that are not steady is a jump of the company', () => {
    const known = knownOf(
      filings({
        '2022-02-20': [year('Revenues', 2019, 1.5e9), year('Revenues', 2020, 9e9), year('Revenues', 2021, 4e9)],
        '2023-02-20': [year('Revenues', 2022, 4e10)],
      }),
    );
    expect(known('revenueTtm', '2023-02-20')).toBe(4e10);
  });

  test('by ten is believed of the second period on that level', () => {
    const known = knownOf(
      filings({
        ...history,
        '2023-02-20': [year('Revenues', 2022, 5.4e10)],
        '2024-02-20': [year('Revenues', 2023, 5.6e10)],
      }),
    );
    expect(known('revenueTtm', '2024-02-20')).toBe(5.6e10);
  });

  test('by ten in a balance is set aside as well', () => {
    const equity = (end: string, value: number): Line => ['StockholdersEquity', '', end, value];
    const known = knownOf(
      filings({
        '2022-05-05': [equity('2021-12-31', 3e9), equity('2022-03-31', 3.1e9)],
        '2022-08-05': [equity('2022-06-30', 3.2e9)],
        '2022-11-05': [equity('2022-09-30', 3.3e10)],
      }),
    );
    expect(known('stockholdersEquity', '2022-11-05')).toBe('off_by_a_power_of_ten');
  });

  test('in the value that was held gives way to the one that fits the years around it', () => {
    const known = knownOf(
      filings({
        '2020-02-20': [year('Revenues', 2019, 5.1e7)],
        '2021-02-20': [year('Revenues', 2017, 5e9), year('Revenues', 2018, 5.05e9)],
        '2022-02-20': [year('Revenues', 2019, 5.1e9), year('Revenues', 2020, 5.2e9)],
      }),
    );
    expect(known('revenueTtmYearAgo', '2022-02-20')).toBe(5.1e9);
  });
});

describe('figures under the wrong name of their kind', () => {
  test('an expense that every form gives with the other sign is missing', () => {
    const known = knownOf(
      filings({
        '2022-02-20': [year('InterestExpense', 2020, -15), year('InterestExpense', 2021, -16)],
        '2023-02-20': [year('InterestExpense', 2022, -17)],
      }),
    );
    expect(known('interestExpenseTtm', '2023-02-20')).toBe('out_of_bounds');
  });

  test('a year to date under the days of its last quarter is not that quarter', () => {
    const known = knownOf(
      filings({
        '2022-05-05': [['Revenues', '2022-01-01', '2022-03-31', 100]],
        '2022-08-05': [
          ['Revenues', '2022-01-01', '2022-06-30', 210],
          ['Revenues', '2022-04-01', '2022-06-30', 210],
        ],
      }),
    );
    expect(known('revenue', '2022-08-05')).toBe(110);
  });

  test('a quarter that is all of the year so far is that quarter', () => {
    const known = knownOf(
      filings({
        '2022-05-05': [['PaymentsForRepurchaseOfCommonStock', '2022-01-01', '2022-03-31', 0]],
        '2022-08-05': [
          ['PaymentsForRepurchaseOfCommonStock', '2022-01-01', '2022-06-30', 70],
          ['PaymentsForRepurchaseOfCommonStock', '2022-04-01', '2022-06-30', 70],
        ],
      }),
    );
    expect(known('stockRepurchased', '2022-08-05')).toBe(70);
  });
});
