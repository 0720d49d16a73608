import { expect, test } from '@jest/globals';
import { defineTable } from '../contract.ts';
import { addColumns, colocatedView, table, view } from './ddl.ts';

const contract = defineTable('things', { id: 'String', day: 'Date32', value: 'Nullable(Float64)', version: 'UInt64' });

test('on one server a table is one ReplacingMergeTree', () => {
  expect(table(contract, { orderBy: ['id', 'day'] })({})).toEqual([
    'CREATE TABLE IF NOT EXISTS `things` (`id` String, `day` Date32, `value` Nullable(Float64), `version` UInt64) ' +
      'ENGINE = ReplacingMergeTree(`version`) ORDER BY (`id`, `day`)',
  ]);
});

test('on a cluster a table is a replicated one on every node and a distributed one in front, sharded by its key', () => {
  expect(table(contract, { orderBy: ['id', 'day'], shardBy: ['id'] })({ cluster: 'fm' })).toEqual([
    'CREATE TABLE IF NOT EXISTS `things_local` ON CLUSTER `fm` ' +
      '(`id` String, `day` Date32, `value` Nullable(Float64), `version` UInt64) ENGINE = ' +
      "ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', `version`) " +
      'ORDER BY (`id`, `day`)',
    'CREATE TABLE IF NOT EXISTS `things` ON CLUSTER `fm` AS `things_local` ' +
      'ENGINE = Distributed(`fm`, currentDatabase(), `things_local`, cityHash64(`id`))',
  ]);
});

test('columns are added once, on a cluster to the table of every node and to the one in front', () => {
  const more = addColumns('things', { note: 'String', seen: 'UInt32' });
  const added = 'ADD COLUMN IF NOT EXISTS `note` String, ADD COLUMN IF NOT EXISTS `seen` UInt32';
  expect(more({})).toEqual([`ALTER TABLE \`things\` ${added}`]);
  expect(more({ cluster: 'fm' })).toEqual([
    `ALTER TABLE \`things_local\` ON CLUSTER \`fm\` ${added}`,
    `ALTER TABLE \`things\` ON CLUSTER \`fm\` ${added}`,
  ]);
});

test('a view is rendered for both', () => {
  expect(view('newest', 'SELECT 1')({})).toEqual(['CREATE VIEW IF NOT EXISTS `newest` AS SELECT 1']);
  expect(view('newest', 'SELECT 1')({ cluster: 'fm' })).toEqual([
    'CREATE VIEW IF NOT EXISTS `newest` ON CLUSTER `fm` AS SELECT 1',
  ]);
});

test('a view that each shard answers for itself reads the part of its node, behind a distributed table', () => {
  const newest = colocatedView('newest', ['id'], ['things'], (of) => `SELECT id FROM ${of('things')} FINAL`);
  expect(newest({})).toEqual(['CREATE VIEW IF NOT EXISTS `newest` AS SELECT id FROM things FINAL']);
  expect(newest({ cluster: 'fm', database: 'market' })).toEqual([
    'CREATE VIEW IF NOT EXISTS `newest_local` ON CLUSTER `fm` AS SELECT id FROM things_local FINAL',
    'CREATE TABLE IF NOT EXISTS `newest` ON CLUSTER `fm` AS `newest_local` ' +
      'ENGINE = Distributed(`fm`, `market`, `newest_local`, cityHash64(`id`))',
  ]);
});
