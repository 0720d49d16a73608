import { beforeEach, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { allTables, holdoutOpeningsTable, runLabelsTable, runsTable, type Warehouse } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { findRun, listRuns } from '../read/index.ts';
import { storedRun } from '../testing/stored-run.ts';
import { deleteRun, labelRun, longestName, readRunLabels, rowsOfRun, shownRun } from './index.ts';

const clock = fixedClock('2024-05-01T10:00:00Z');

describe('labels of runs', () => {
  let warehouse: Warehouse;
  const older = { id: 'aaaa', status: 'succeeded' };
  const newer = { id: 'bbbb', status: 'succeeded' };

  beforeEach(async () => {
    warehouse = await emptyWarehouse();
    await warehouse.insert(runsTable, [
      storedRun('aaaa', '2024-01-01 00:00:00.000'),
      storedRun('bbbb', '2024-02-01 00:00:00.000'),
    ]);
  });

  const labelOf = async (id: string) => (await readRunLabels(warehouse)).of(id);

  test('the newest name and note count, texts are trimmed, and an empty one takes them back', async () => {
    expect(await labelOf('aaaa')).toEqual({ name: '', note: '', pinned: false, archived: false });
    await labelRun(warehouse, older, { name: ' first try ', note: 'one\ntwo' }, clock);
    await labelRun(warehouse, older, { name: 'second try' }, clock);
    expect(await labelOf('aaaa')).toMatchObject({ name: 'second try', note: 'one\ntwo' });
    await labelRun(warehouse, older, { note: ' ' }, clock);
    expect(await labelOf('aaaa')).toMatchObject({ name: 'second try', note: '' });
    expect(await labelOf('bbbb')).toMatchObject({ name: '', note: '' });
  });

  test('a name said by a clock that was ahead is still replaced by the next one', async () => {
    const ahead = { run_id: 'aaaa', what: 'name', value: 'from the future', said_at: '2099-01-01 00:00:00.000' };
    await warehouse.insert(runLabelsTable, [{ ...ahead, version: 1n << 61n }]);
    await labelRun(warehouse, older, { name: 'of today' }, clock);
    expect((await labelOf('aaaa')).name).toBe('of today');
  });

  test('a label delivered twice is one', async () => {
    const event = { run_id: 'aaaa', what: 'name', value: 'x', said_at: '2024-01-01 00:00:00.000', version: 7n };
    await warehouse.insert(runLabelsTable, [event]);
    await warehouse.insert(runLabelsTable, [event]);
    expect(await warehouse.query('SELECT value FROM run_labels FINAL')).toEqual([{ value: 'x' }]);
  });

  test('a pinned run is found in place of a newer one, which is named; another pin takes its place', async () => {
    expect(await findRun(warehouse)).toMatchObject({ id: 'bbbb', pinned: false });
    await labelRun(warehouse, older, { pinned: true }, clock);
    expect(await findRun(warehouse)).toMatchObject({ id: 'aaaa', pinned: true, newer: 'bbbb' });
    expect(await findRun(warehouse, 'bb')).not.toHaveProperty('newer');
    await labelRun(warehouse, newer, { pinned: true }, clock);
    expect(await findRun(warehouse)).toMatchObject({ id: 'bbbb', pinned: true });
    expect(await findRun(warehouse)).not.toHaveProperty('newer');
    await labelRun(warehouse, newer, { pinned: false }, clock);
    expect((await listRuns(warehouse)).map(({ pinned }) => pinned)).toEqual([false, false]);
  });

  test('unpinning a run that is not pinned leaves the pin of another', async () => {
    await labelRun(warehouse, older, { pinned: true }, clock);
    await labelRun(warehouse, newer, { pinned: false }, clock);
    expect((await findRun(warehouse)).id).toBe('aaaa');
  });

  test('an archived run is never the one that is shown, loses its pin, and is found by its id', async () => {
    await labelRun(warehouse, newer, { pinned: true }, clock);
    await labelRun(warehouse, newer, { archived: true }, clock);
    expect(await findRun(warehouse)).toMatchObject({ id: 'aaaa' });
    expect(await findRun(warehouse, 'bbbb')).toMatchObject({ archived: true, pinned: false });
    await labelRun(warehouse, older, { archived: true }, clock);
    await expect(findRun(warehouse)).rejects.toMatchObject({ code: 'NO_RUNS', what: 'every complete run is archived' });
    await labelRun(warehouse, newer, { archived: false }, clock);
    expect(await findRun(warehouse)).toMatchObject({ id: 'bbbb', pinned: false });
  });

  test('a run that is not complete or is archived cannot be pinned', async () => {
    const running = { id: 'cccc', status: 'running' };
    await expect(labelRun(warehouse, running, { pinned: true }, clock)).rejects.toMatchObject({
      code: 'RUN_NOT_SHOWABLE',
    });
    await labelRun(warehouse, older, { archived: true }, clock);
    await expect(labelRun(warehouse, older, { pinned: true }, clock)).rejects.toMatchObject({
      code: 'RUN_NOT_SHOWABLE',
    });
  });

  test.each([['x'.repeat(longestName + 1)], ['two\nlines'], ['bell\u0007']])('the name %j is refused', async (name) => {
    await expect(labelRun(warehouse, older, { name }, clock)).rejects.toMatchObject({ code: 'REFUSED_LABEL' });
    expect((await labelOf('aaaa')).name).toBe('');
  });

  test('a run is deleted with its labels and its pin, and nothing of another run goes', async () => {
    await labelRun(warehouse, older, { name: 'goes', pinned: true }, clock);
    await labelRun(warehouse, newer, { name: 'stays' }, clock);
    expect(await rowsOfRun(warehouse, 'aaaa')).toEqual([
      { table: 'runs', rows: 1 },
      { table: 'run_labels', rows: 1 },
    ]);
    for (let repeated = 0; repeated < 2; repeated++) await deleteRun(warehouse, 'aaaa', clock);
    expect(await rowsOfRun(warehouse, 'aaaa')).toEqual([]);
    expect(await listRuns(warehouse)).toMatchObject([{ id: 'bbbb', name: 'stays', pinned: false }]);
    await warehouse.insert(runsTable, [storedRun('aaaa', '2024-01-01 00:00:00.000')]);
    expect(await labelOf('aaaa')).toEqual({ name: '', note: '', pinned: false, archived: false });
  });

  describe('a run whose hold-out was mined', () => {
    const holdout = { id: 'cccc', status: 'succeeded' };
    const look = (run: string) => ({ run_id: run, opened_on: '2024-03-01', holdout_run: 'cccc', version: 1n });
    const runs = async () => (await listRuns(warehouse)).map(({ id }) => id).sort();

    beforeEach(async () => {
      await warehouse.insert(runsTable, [storedRun('cccc', '2024-03-01 00:00:00.000')]);
      await warehouse.insert(holdoutOpeningsTable, [look('aaaa')]);
    });

    test('takes that run along when it is deleted, and leaves the look recorded', async () => {
      await labelRun(warehouse, holdout, { pinned: true }, clock);
      expect(await rowsOfRun(warehouse, 'aaaa')).toEqual([{ table: 'runs', rows: 2 }]);
      await deleteRun(warehouse, 'aaaa', clock);
      expect(await runs()).toEqual(['bbbb']);
      expect(await findRun(warehouse)).toMatchObject({ id: 'bbbb' });
      expect((await readRunLabels(warehouse)).pinnedRun).toBe('');
      expect(await warehouse.query('SELECT run_id FROM holdout_openings')).toEqual([{ run_id: 'aaaa' }]);
    });

    test('is archived and restored with it', async () => {
      await labelRun(warehouse, holdout, { pinned: true }, clock);
      await labelRun(warehouse, older, { archived: true }, clock);
      expect(await labelOf('cccc')).toMatchObject({ archived: true, pinned: false });
      await labelRun(warehouse, older, { archived: false }, clock);
      expect([await labelOf('aaaa'), await labelOf('cccc')]).toMatchObject([{ archived: false }, { archived: false }]);
    });

    test('leaves it to another run that has the same hold-out, until that goes too', async () => {
      await warehouse.insert(holdoutOpeningsTable, [look('bbbb')]);
      await labelRun(warehouse, older, { archived: true }, clock);
      expect((await labelOf('cccc')).archived).toBe(false);
      await deleteRun(warehouse, 'aaaa', clock);
      expect(await runs()).toEqual(['bbbb', 'cccc']);
      await deleteRun(warehouse, 'bbbb', clock);
      expect(await runs()).toEqual([]);
    });

    test('goes on without its results when only the run of its hold-out is deleted', async () => {
      await deleteRun(warehouse, 'cccc', clock);
      expect(await runs()).toEqual(['aaaa', 'bbbb']);
      expect(await listRuns(warehouse)).toMatchObject([{ id: 'bbbb' }, { id: 'aaaa', openedOn: ['2024-03-01'] }]);
    });
  });

  test('every table with rows of a run is one of those that go, or is the ledger or the looks at hold-outs', async () => {
    const ofRuns = allTables.filter(({ columns }) => 'run_id' in columns).map(({ name }) => name);
    for (const table of ofRuns) {
      const columns = allTables.find(({ name }) => name === table)?.columns ?? {};
      const [days, texts] = [/Date32/, /String/].map((kind) =>
        Object.entries(columns)
          .filter(([, type]) => kind.test(type) && !type.startsWith('Array'))
          .map(([name]) => name),
      );
      const named = ['run_id', ...(days ?? []), ...(texts ?? []).filter((name) => name !== 'run_id')];
      const values = named.map((name) =>
        name === 'run_id' ? "'dddd'" : days?.includes(name) ? "'2024-01-01'" : "'x'",
      );
      await warehouse.command(`INSERT INTO ${table} (${named.join(', ')}) VALUES (${values.join(', ')})`);
    }
    await deleteRun(warehouse, 'dddd', clock);
    const left: string[] = [];
    for (const table of ofRuns) {
      const rows = await warehouse.query(`SELECT 1 FROM ${table} WHERE run_id = 'dddd'`);
      if (rows.length > 0) left.push(table);
    }
    expect(left.sort()).toEqual(['holdout_openings', 'trials']);
  });
});

test('of complete runs the newest with a trial is shown, and never the hold-out of another', () => {
  const run = (id: string, own: object = {}) => ({
    ...{ id, status: 'succeeded', trials: 1, pinned: false, archived: false, isHoldout: false },
    ...own,
  });
  const chosen = (runs: ReturnType<typeof run>[]) => shownRun(runs, ({ isHoldout }) => isHoldout);
  const list = [
    run('running', { status: 'running' }),
    run('hold-out', { isHoldout: true }),
    run('empty', { trials: 0 }),
    run('new'),
    run('old'),
  ];
  expect(chosen(list).shown?.id).toBe('new');
  expect(chosen(list.slice(0, 3)).shown?.id).toBe('empty');
  expect(chosen(list.slice(0, 2)).shown).toBeUndefined();
  expect(chosen([...list, run('pinned', { pinned: true })])).toMatchObject({
    shown: { id: 'pinned' },
    newer: { id: 'new' },
  });
});
