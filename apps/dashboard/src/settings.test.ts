import { expect, test } from '@jest/globals';
import { settingsOf } from './settings.ts';

test('listens on the loopback address and port 8080 unless told otherwise', () => {
  expect(settingsOf({})).toMatchObject({ host: '127.0.0.1', port: 8080 });
  expect(settingsOf({ HOST: '0.0.0.0', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80 });
});

test.each(['eighty', '-1', '70000'])('refuses %p as a port with an example of a right one', (port) => {
  expect(() => settingsOf({ PORT: port })).toThrow(/^CONFIG_INVALID: PORT is .*Set it like PORT=8080/);
});

const signer = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/dashboard/1';

test('takes an empty address of the warehouse for none', () => {
  expect(settingsOf({ CLICKHOUSE_URL: '' }).onServer).toBe(false);
  expect(settingsOf({}).onServer).toBe(false);
  expect(settingsOf({ CLICKHOUSE_URL: 'http://127.0.0.1:8123' }).onServer).toBe(true);
});

const named = { OIDC_SIGNER: signer, OIDC_ISSUER: 'https://issuer.example', OIDC_CLIENT_ID: 'client' };

test('asks for a login when the load balancer is named, and then needs its issuer and client', () => {
  expect(settingsOf({}).login).toBeUndefined();
  expect(settingsOf(named).login).toEqual({ signer, issuer: 'https://issuer.example', clientId: 'client' });
  expect(() => settingsOf({ ...named, OIDC_ISSUER: '' })).toThrow(/^DASHBOARD_LOGIN: .*OIDC_ISSUER is not/);
  expect(() => settingsOf({ ...named, OIDC_CLIENT_ID: undefined })).toThrow(
    /^DASHBOARD_LOGIN: .*OIDC_CLIENT_ID is not/,
  );
});

test('takes another key server over HTTPS, or over HTTP on this machine only', () => {
  const keysUrl = (url: string) => settingsOf({ ...named, OIDC_KEYS_URL: url }).login?.keysUrl;
  expect(keysUrl('https://keys.example/of/region')).toBe('https://keys.example/of/region');
  expect(keysUrl('http://127.0.0.1:8080/keys')).toBe('http://127.0.0.1:8080/keys');
  expect(() => keysUrl('http://keys.example')).toThrow(/^CONFIG_INVALID: OIDC_KEYS_URL/);
  expect(() => keysUrl('http://127.0.0.1.evil.example')).toThrow(/^CONFIG_INVALID: OIDC_KEYS_URL/);
});

test('shows the executions of a state machine, and starts runs only for named people with a login', () => {
  const arn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:mining';
  expect(settingsOf({})).toMatchObject({ stateMachine: undefined, starters: [] });
  expect(settingsOf({ STATE_MACHINE_ARN: arn }).stateMachine).toBe(arn);
  expect(() => settingsOf({ STATE_MACHINE_ARN: 'mining' })).toThrow(/^CONFIG_INVALID: STATE_MACHINE_ARN is "mining"/);
  expect(() => settingsOf({ STATE_MACHINE_ARN: arn, RUN_STARTERS: 'a@b.example' })).toThrow(/DASHBOARD_STARTERS/);
  expect(settingsOf({ ...named, STATE_MACHINE_ARN: arn, RUN_STARTERS: 'A@b.example, c@d.example' })).toMatchObject({
    login: { issuer: 'https://issuer.example' },
    starters: ['a@b.example', 'c@d.example'],
  });
});
