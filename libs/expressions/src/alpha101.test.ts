import { describe, expect } from '@jest/globals';
import { nodesOf } from './graph/derive.ts';
import { ExpressionPool } from './graph/pool.ts';
import { parseFormula } from './parse.ts';
import { readReal, testWith } from './testing/real-data.ts';

const folder = 'formula-truth';
const formulas = `${folder}/alpha101.txt`;

function truthFiles(kind: 'paper' | 'street'): string[] {
  return ['001-050', '051-101'].map((part) => `${folder}/alpha101-${kind}-${part}.json`);
}

const readFormulas = (): string[] =>
  readReal(formulas)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const testWithTruth = testWith(
  formulas,
  `${folder}/alpha101-status.json`,
  ...truthFiles('paper'),
  ...truthFiles('street'),
);

describe('the 101 formulaic alphas', () => {
  for (const dialect of ['paper', 'street'] as const)
    testWithTruth(`are read unchanged, with the look-backs of their ${dialect} semantics`, () => {
      const truth = truthFiles(dialect).map(
        (file) => JSON.parse(readReal(file)) as Record<string, { lookback: number }>,
      );
      const wanted = Object.assign({}, ...truth) as Record<string, { lookback: number }>;
      const read = readFormulas().map((text) => parseFormula(text, { dialect }).lookBack);
      expect(read).toHaveLength(101);
      expect(read).toEqual(read.map((_, at) => wanted[at + 1]!.lookback));
    });

  testWithTruth('read the inputs that they name', () => {
    const status = JSON.parse(readReal(`${folder}/alpha101-status.json`)) as Record<string, { inputs: string[] }>;
    const plain = (name: string): string => name.replace(/^adv\d+$/, 'volume').replace('indclass.', '');
    for (const [at, text] of readFormulas().entries())
      expect(parseFormula(text).inputs).toEqual([...new Set(status[at + 1]!.inputs.map(plain))].sort());
  });

  testWithTruth('print as text that reads back as the same expressions', () => {
    const pool = new ExpressionPool();
    const read = readFormulas().map((text) => parseFormula(text, { pool }));
    for (const { canonical, expression } of read)
      expect(parseFormula(canonical, { dialect: 'canonical', pool }).expression).toBe(expression);
    expect(nodesOf(read.map((formula) => formula.expression)).length).toBeLessThan(1000);
  });
});
