import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { operators } from '@fm/expressions';
import { factorsCommand } from './factors.ts';

const written: string[] = [];

async function run(...words: string[]): Promise<string> {
  written.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await factorsCommand().parseAsync(['operators', ...words], { from: 'user' });
  return written.join('');
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('fm factors operators', () => {
  test('lists every operator', async () => {
    const table = await run();
    for (const { name } of operators) expect(table).toContain(`\n${name} `);
    expect(JSON.parse(await run('--format', 'json'))).toHaveLength(operators.length);
  });

  test('prints the definition of one, by its name or alias', async () => {
    expect(await run('correlation')).toMatch(/^ts_corr\n(?:.*\n)*definition {2}cov\(x, y\)/);
  });

  test('refuses a name that it does not know, with the nearest', async () => {
    await expect(run('ts_rnk')).rejects.toThrow(/ts_rank/);
  });
});
