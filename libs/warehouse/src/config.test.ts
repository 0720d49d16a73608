import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { warehouseConfig } from './config.ts';

describe('which warehouse is opened', () => {
  test('without any setting it is the folder .fm', () => {
    expect(warehouseConfig({}, {})).toEqual({ kind: 'folder', home: resolve('.fm'), readonly: false });
  });

  test('FM_HOME names another folder, and an option wins over it', () => {
    expect(warehouseConfig({}, { FM_HOME: '/data/fm' })).toMatchObject({ home: '/data/fm' });
    expect(warehouseConfig({ home: '/mine' }, { FM_HOME: '/data/fm' })).toMatchObject({ home: '/mine' });
  });

  test('CLICKHOUSE_URL names a server and wins over FM_HOME, but not over the option', () => {
    const environment = { CLICKHOUSE_URL: 'https://ch.example.com:8443', FM_HOME: '/data/fm' };
    expect(warehouseConfig({}, environment)).toMatchObject({ kind: 'server', url: 'https://ch.example.com:8443' });
    expect(warehouseConfig({ home: '/mine' }, environment)).toMatchObject({ kind: 'folder', home: '/mine' });
  });

  test('a variable that is empty counts as unset', () => {
    expect(warehouseConfig({}, { CLICKHOUSE_URL: '', FM_HOME: '' })).toMatchObject({ home: resolve('.fm') });
  });

  test('user, password and database come from the environment, else from the address, which keeps neither', () => {
    const url = 'http://reader:p%40ss@ch.example.com:8123/fm';
    expect(warehouseConfig({ url }, {})).toMatchObject({
      url: 'http://ch.example.com:8123',
      user: 'reader',
      password: 'p@ss',
      database: 'fm',
    });
    const environment = { CLICKHOUSE_USER: 'u', CLICKHOUSE_PASSWORD: 'p', CLICKHOUSE_DATABASE: 'd' };
    expect(warehouseConfig({ url }, environment)).toMatchObject({ user: 'u', password: 'p', database: 'd' });
  });

  test.each(['clickhouse.example.com:9000', 'tcp://ch:9000', 'no address'])('%s is refused, and not shown', (url) => {
    expect(() => warehouseConfig({}, { CLICKHOUSE_URL: url })).toThrow(
      /^CONFIG_INVALID: CLICKHOUSE_URL has an invalid value/,
    );
    expect(() => warehouseConfig({}, { CLICKHOUSE_URL: url })).not.toThrow(url);
    expect(() => warehouseConfig({ url }, {})).toThrow(/^WAREHOUSE_BAD_URL/);
  });

  test.each([
    ['CLICKHOUSE_CLUSTER', 'two words'],
    ['CLICKHOUSE_DATABASE', 'a;b'],
    ['CLICKHOUSE_CA', 'a path, not a certificate'],
  ])('a wrong %s is refused with an example of a right one', (name, value) => {
    const environment = { CLICKHOUSE_URL: 'http://ch.example.com:8123', [name]: value };
    expect(() => warehouseConfig({}, environment)).toThrow(new RegExp(`^CONFIG_INVALID.*Set it like ${name}=`, 's'));
  });
});
