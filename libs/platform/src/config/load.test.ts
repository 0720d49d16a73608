import { describe, expect, test } from '@jest/globals';
import { loadConfig, requiredSetting } from './load.ts';
import { settingTable, type SettingName } from './settings.ts';
import { djia30 } from '../universe/index.ts';

describe('the configuration', () => {
  test('has a default for everything that can have one, the reference universe among them', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ project: 'factor-mining', environment: 'dev', region: 'us-east-1', home: '.fm' });
    expect(config.universe).toHaveLength(30);
    expect(config.ciks).toBe(djia30);
    expect(config.clickhouseUrl).toBeUndefined();
  });

  test('reads every setting from its variable; an empty one counts as unset', () => {
    const config = loadConfig({
      FM_UNIVERSE: 'AAPL, BRK-B',
      FM_CIKS: 'AAPL=0000320193,XYZ=',
      CLICKHOUSE_URL: 'http://127.0.0.1:8123',
      FM_PROJECT: '',
    });
    expect(config.universe).toEqual(['AAPL', 'BRK-B']);
    expect(config.ciks).toEqual({ AAPL: '0000320193', XYZ: '' });
    expect(config.clickhouseUrl).toBe('http://127.0.0.1:8123');
    expect(config.project).toBe('factor-mining');
  });

  test.each(Object.keys(settingTable) as SettingName[])('the example of %s is a right value', (name) => {
    const { env, example, kind } = settingTable[name];
    expect(loadConfig({ [env]: example })[name]).toEqual(kind.read(example));
    expect(kind.read(example)).toBeDefined();
  });

  test('every variable belongs to one setting', () => {
    const variables = Object.values(settingTable).map(({ env }) => env);
    expect(new Set(variables).size).toBe(variables.length);
  });

  test.each([
    ['FM_PROJECT', 'My Project'],
    ['AWS_REGION', 'Frankfurt'],
    ['FM_UNIVERSE', 'AAPL,,MSFT'],
    ['FM_UNIVERSE', 'AAPL,AAPL'],
    ['FM_UNIVERSE', 'aapl'],
    ['FM_CIKS', 'AAPL=320193'],
    ['FM_CIKS', 'AAPL'],
    ['FM_OBJECT_STORE', 'ftp://x'],
    ['FM_LOG_LEVEL', 'loud'],
  ])('%s=%p is refused with the value, where it came from and an example', (env, value) => {
    const { example } = Object.values(settingTable).find((one) => one.env === env) as { example: string };
    const refusal = () => loadConfig({ [env]: value });
    expect(refusal).toThrow(/^CONFIG_INVALID/);
    for (const part of [env, JSON.stringify(value), `environment variable ${env}`, `${env}=${example}`])
      expect(refusal).toThrow(part);
  });

  test('all wrong values are named at once', () => {
    expect(() => loadConfig({ FM_PROJECT: '!', FM_LOG_LEVEL: 'loud' })).toThrow(
      /FM_PROJECT is "!".*FM_LOG_LEVEL is "loud"/,
    );
  });

  test.each([
    ['SEC_USER_AGENT', 'planted-without-address'],
    ['TAVILY_API_KEY', 'planted key with spaces'],
    ['CLICKHOUSE_URL', 'user:planted@host'],
  ])('a wrong %s is refused without showing it', (env, value) => {
    expect(() => loadConfig({ [env]: value })).toThrow(/^(?!.*planted)CONFIG_INVALID/);
  });

  test('a setting that is needed and missing is an error with an example', () => {
    expect(() => requiredSetting(loadConfig({}), 'secUserAgent')).toThrow(
      /^SETTING_MISSING: .*environment variable SEC_USER_AGENT.*SEC_USER_AGENT=Example Research research@example.com/,
    );
    expect(requiredSetting(loadConfig({ TAVILY_API_KEY: 'tvly-12345' }), 'tavilyApiKey')).toBe('tvly-12345');
  });
});
