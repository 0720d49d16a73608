import { describe, expect, test } from '@jest/globals';
import { didYouMean, similarWords } from './similar-words.ts';

const known = ['ROC20', 'ROC60', 'RSI14', 'RSI28', 'TradingVolume', 'PB', 'PEG'];

describe('words that were probably meant', () => {
  test.each([
    ['ROC2', ['ROC20']],
    ['roc-20', ['ROC20', 'ROC60']],
    ['RSI', ['RSI14', 'RSI28']],
    ['TradngVolume', ['TradingVolume']],
    ['tradingvolumes', ['TradingVolume']],
    ['PBB', ['PB']],
    [' peg ', ['PEG']],
  ])('%j: %j', (word, meant) => {
    expect(similarWords(word, known)).toEqual(meant);
  });

  test.each([['ALPHA'], [''], ['   '], ['momentum of six months']])('%j is near none', (word) => {
    expect(similarWords(word, known)).toEqual([]);
    expect(didYouMean([])).toBe('');
  });

  test('are asked for as a question', () => {
    expect(didYouMean(['ROC20', 'ROC60'])).toBe('; did you mean ROC20 or ROC60?');
  });
});
