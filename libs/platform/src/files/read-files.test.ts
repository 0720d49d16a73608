import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { type PathProblem, textOfProblem } from './find-files.ts';
import { readFiles } from './read-files.ts';

const root = mkdtempSync(join(tmpdir(), 'fm-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string): string => join(root, name);

test('a file that is too large, one that vanished and a link that leads nowhere do not keep the others from being read', () => {
  for (const [name, text] of Object.entries({ 'a.csv': 'a', 'b.csv': 'too long', 'c.csv': 'c', 'd.csv': 'd' }))
    writeFileSync(at(name), text);
  symlinkSync(at('nowhere'), at('e.csv'));
  const problems: PathProblem[] = [];
  const { total, files } = readFiles([root], {
    extensions: ['.csv'],
    maxBytes: 3,
    onProblem: (problem) => problems.push(problem),
  });
  rmSync(at('c.csv'));
  expect([...files].map(({ path, bytes }) => `${path} ${bytes.toString()}`)).toEqual([
    `${at('a.csv')} a`,
    `${at('d.csv')} d`,
  ]);
  expect(total).toBe(4);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    `PATH_DANGLING ${at('e.csv')}`,
    `FILE_TOO_LARGE ${at('b.csv')}`,
    `FILE_UNREADABLE ${at('c.csv')}`,
  ]);
  expect(problems.map(textOfProblem)[0]).toBe(
    `PATH_DANGLING: the link is broken (${at('e.csv')}). Remove the link, or restore its target.`,
  );
});
