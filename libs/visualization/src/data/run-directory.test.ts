import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Reader } from './reader.ts';
import { RunDirectory } from './run-directory.ts';

/** Answers of a warehouse that are given when the test says so. */
interface Question {
  answer(...names: string[]): void;
  fail(message: string): void;
}

describe('RunDirectory', () => {
  let questions: Question[];
  let now: number;
  let directory: RunDirectory;

  beforeEach(() => {
    questions = [];
    now = 0;
    const reader: Reader = {
      rows: <Row>(sql: string) =>
        sql.includes('FROM run_labels')
          ? Promise.resolve<Row[]>([])
          : new Promise<Row[]>((resolve, reject) => {
              questions.push({
                answer: (...names) =>
                  resolve(
                    names.map(
                      (run) =>
                        ({ run, notes: '', synthetic: false, request: '{}', openedOn: [], holdoutRuns: [] }) as Row,
                    ),
                  ),
                fail: (message) => reject(new Error(message)),
              });
            }),
    };
    directory = new RunDirectory(reader, () => now);
  });

  const names = async (asked = directory.list()) => (await asked).map(({ run }) => run);
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('asks the warehouse once for all who ask at once', async () => {
    const asked = [directory.list(), directory.list(), directory.find('first')];
    questions[0]?.answer('first');
    await Promise.all(asked);
    expect(questions).toHaveLength(1);
  });

  test('repeats an answer of half a second to two seconds at once and reads again beside it, once', async () => {
    const asked = directory.list();
    questions[0]?.answer('first');
    await asked;
    now = 500;
    expect(await names()).toEqual(['first']);
    expect(questions).toHaveLength(1);
    now = 600;
    expect(await names()).toEqual(['first']);
    expect(await names()).toEqual(['first']);
    expect(questions).toHaveLength(2);
    questions[1]?.answer('second', 'first');
    await settled();
    expect(await names()).toEqual(['second', 'first']);
    now = 1100;
    expect(await names()).toEqual(['second', 'first']);
    expect(questions).toHaveLength(2);
  });

  test('repeats nothing that is older than two seconds', async () => {
    const asked = directory.list();
    questions[0]?.answer('first');
    await asked;
    now = 2001;
    const later = directory.list();
    questions[1]?.answer('second');
    expect(await names(later)).toEqual(['second']);
  });

  test('does not let a reading that began earlier take the place of a later one', async () => {
    const asked = directory.list();
    questions[0]?.answer('first');
    await asked;
    now = 1900;
    await directory.list();
    now = 2500;
    const later = directory.list();
    questions[2]?.answer('third');
    await later;
    questions[1]?.answer('second');
    await settled();
    expect(await names()).toEqual(['third']);
  });

  test('tells of a closed warehouse once nothing younger than two seconds is known, and asks again after it', async () => {
    const asked = directory.list();
    questions[0]?.answer('first');
    await asked;
    now = 700;
    await directory.list();
    questions[1]?.fail('closed');
    await settled();
    expect(await names()).toEqual(['first']);
    now = 2200;
    const failing = directory.list();
    questions[2]?.fail('read beside');
    questions[3]?.fail('closed');
    await expect(failing).rejects.toThrow('closed');
    const again = directory.list();
    questions.at(-1)?.answer('back');
    expect(await names(again)).toEqual(['back']);
  });
});
