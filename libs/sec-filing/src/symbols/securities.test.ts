import { describe, expect, test } from '@jest/globals';
import { securitiesOf } from './securities.ts';

const kinds = (...symbols: string[]) => Object.fromEntries(securitiesOf(symbols));

describe('the symbols of one filer', () => {
  test('of one stock are common', () => {
    expect(kinds('AAPL')).toEqual({ AAPL: 'common' });
  });

  test.each([
    [['BRK-B', 'BRK-A']],
    [['GOOGL', 'GOOG']],
    [['FOXA', 'FOX']],
    [['LEN', 'LEN-B']],
    [['UAA', 'UA']],
    [['ZG', 'Z']],
    [['LBTYA', 'LBTYB', 'LBTYK']],
  ])('%j are classes, none of which has the count of all', (symbols) => {
    expect(new Set(securitiesOf(symbols).values())).toEqual(new Set(['several_classes']));
  });

  test.each([
    [['HTZ', 'HTZWW']],
    [['OXY', 'OXY-WT']],
    [['BA', 'BA-PA']],
    [['JPM', 'JPM-PC', 'VYLD', 'AMJB', 'JPM-PD']],
    [['BAC', 'BML-PG', 'BACRP', 'MER-PK']],
    [['T', 'TBB', 'T-PA']],
    [['ACGL', 'ACGLN', 'ACGLO']],
    [['TMUS', 'TMUSZ', 'TMUSI']],
    [['BABA', 'BABAF', 'BBAAY']],
    [['DTE', 'DTW', 'DTB']],
    [['RVMD', 'RVMDW']],
    [['DUK', 'DUKB', 'DUK-PA']],
    [['BN', 'BNH', 'BAMGF']],
    [['CMCSA', 'CCZ']],
  ])(
    'of %j only the first is common stock: no warrant, unit, note, preferred or foreign line has its count',
    (symbols) => {
      const [first, ...others] = symbols as [string, ...string[]];
      const found = securitiesOf(symbols);
      expect(found.get(first)).toBe('common');
      for (const other of others) expect(found.get(other)).toBe('not_common_stock');
    },
  );

  test('a warrant or preferred share by itself has no count either', () => {
    expect(kinds('OXY-WT')).toEqual({ 'OXY-WT': 'not_common_stock' });
  });

  test('receipts over the counter are what is traded where nothing else is', () => {
    expect(kinds('SMERY', 'SMEGF')['SMERY']).toBe('common');
  });
});
