import { describe, expect, test } from '@jest/globals';
import { readSettings } from './settings.ts';

describe('settings', () => {
  test('have initial values: the thirty stocks, one NAT gateway, local state', () => {
    const settings = readSettings({});
    expect(settings.universe).toHaveLength(30);
    expect(settings.natGateways).toBe('one');
    expect(settings.backend).toBe('local');
  });

  test('come from the profile of the environment before the common context, and from variables before both', () => {
    const context = {
      environment: 'prod',
      region: 'eu-west-1',
      alarmEmail: 'quant@example.com',
      profiles: { prod: { protect: true, region: 'eu-west-2' } },
    };
    expect(readSettings({ context })).toMatchObject({ protect: true, region: 'eu-west-2' });
    expect(readSettings({ context, variables: { FM_REGION: 'eu-west-3' } }).region).toBe('eu-west-3');
  });

  test('read a map from a variable in the form that the functions read too', () => {
    const variables = { FM_UNIVERSE: 'AAPL,XYZ', FM_CIKS: 'AAPL=0000320193, XYZ=0000000001' };
    expect(readSettings({ variables }).ciks).toEqual({ AAPL: '0000320193', XYZ: '0000000001' });
    for (const FM_CIKS of ['AAPL', 'AAPL=320193', 'AAPL=0000320193;XYZ=0000000001'])
      expect(() => readSettings({ variables: { FM_UNIVERSE: 'AAPL', FM_CIKS } })).toThrow(/FM_CIKS/);
  });

  test('take stocks of other exchanges, and stocks without a CIK', () => {
    const universe = ['VOD.L', '7203.T', 'BRK-B'];
    expect(readSettings({ context: { universe } }).universe).toEqual(universe);
  });

  test('read numbers, flags, lists and maps from variables', () => {
    const variables = {
      FM_CLICKHOUSE_VOLUME_GIB: '200',
      FM_CODE_SIGNING: 'true',
      FM_UNIVERSE: 'AAPL,XYZ',
      FM_CIKS: '{"AAPL":"0000320193","XYZ":"0000000001"}',
    };
    expect(readSettings({ variables })).toMatchObject({
      clickhouseVolumeGib: 200,
      codeSigning: true,
      universe: ['AAPL', 'XYZ'],
    });
  });
});

describe('a wrong setting is refused with its source and a right one', () => {
  const refusals: [string, Record<string, unknown>, RegExp][] = [
    [
      'an unknown region',
      { region: 'us-moon-1' },
      /SETTING_INVALID: region is "us-moon-1".*context\.region.*us-east-1/,
    ],
    ['a CIDR that is too small', { vpcCidr: '10.0.0.0/27' }, /SETTING_INVALID: vpcCidr.*room for four subnets/],
    ['a CIDR with host bits', { vpcCidr: '10.0.0.1/16' }, /SETTING_INVALID: vpcCidr.*host bits/],
    ['a public CIDR', { vpcCidr: '8.8.0.0/16' }, /SETTING_INVALID: vpcCidr.*RFC 1918/],
    [
      'a CIDR that overlaps',
      { vpcCidr: '10.20.0.0/16', reservedCidrs: ['10.20.128.0/20'] },
      /SETTINGS_CONFLICT: vpcCidr 10\.20\.0\.0\/16 overlaps.*10\.20\.128\.0\/20/,
    ],
    [
      'a memory that Fargate does not offer with the vCPUs',
      { miningVcpu: '1', miningMemoryMib: 16_384 },
      /SETTING_INVALID: miningMemoryMib.*2048 to 8192 MiB in steps of 1024/,
    ],
    [
      'a job that is larger than the share on demand',
      { miningTestVcpu: '16', miningTestMemoryMib: 122_880, miningMaxVcpu: 32 },
      /SETTINGS_CONFLICT: a job of 16 vCPU.*miningMaxVcpu to 64 or more/,
    ],
    ['a protected environment that nobody hears', { protect: true }, /SETTINGS_CONFLICT: protect is set.*alarmEmail/],
    ['a door for no block', { dashboardCidrs: ['203.0.113.7/24'] }, /SETTING_INVALID: dashboardCidrs.*host bits/],
    ['a ticker that cannot be one', { universe: ['AAPL', 'x y'] }, /SETTING_INVALID: universe.*a ticker symbol/],
    ['an S3 backend without bucket', { backend: 's3' }, /SETTINGS_CONFLICT: backend is s3.*npm run bootstrap/],
    ['a domain outside its zone', { domain: 'a.example.com', hostedZone: 'other.com' }, /SETTINGS_CONFLICT: domain/],
    ['people who start runs without a login', { runStarters: ['a@example.com'] }, /SETTINGS_CONFLICT: runStarters/],
    ['a retention that CloudWatch does not offer', { logRetentionDays: 31 }, /SETTING_INVALID: logRetentionDays/],
    ['an x86 instance', { clickhouseInstanceType: 'm5.large' }, /SETTING_INVALID: clickhouseInstanceType.*Graviton/],
    ['an image that is not pinned', { machineImage: 'al2023-ami-latest' }, /SETTING_INVALID: machineImage/],
    [
      'a ClickHouse with a known hole',
      { clickhouseVersion: '25.3.2.39' },
      /SETTING_INVALID: clickhouseVersion.*CVE-2026-116366.*26\.8\.36\.3/,
    ],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }, /SETTING_INVALID: timeZone/],
    ['a name that is not a setting', { regoin: 'us-east-1' }, /SETTING_UNKNOWN: regoin/],
  ];

  test.each(refusals)('%s', (_what, context, message) => {
    expect(() => readSettings({ context })).toThrow(message);
  });

  test('and says when it came from a variable', () => {
    expect(() => readSettings({ variables: { FM_REGION: 'nowhere' } })).toThrow(/variable FM_REGION/);
  });
});

test.each(['26.3.62.3', '26.8.36.3', '26.8.40.1', '26.10.3.7', '26.11.1.1', '27.3.1.1'])(
  'ClickHouse %s is taken',
  (clickhouseVersion) => {
    expect(readSettings({ context: { clickhouseVersion } }).clickhouseVersion).toBe(clickhouseVersion);
  },
);

test.each(['25.8.20.4', '26.3.62.2', '26.7.13.12', '26.8.35.9', '26.10.2.9'])(
  'ClickHouse %s is refused',
  (clickhouseVersion) => {
    expect(() => readSettings({ context: { clickhouseVersion } })).toThrow(/CVE-2026-116366/);
  },
);
