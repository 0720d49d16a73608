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

test('asks for a login when the load balancer is named, and then needs its region', () => {
  expect(settingsOf({}).login).toBeUndefined();
  expect(settingsOf({ OIDC_SIGNER: signer, AWS_REGION: 'eu-central-1' }).login).toEqual({
    signer,
    region: 'eu-central-1',
  });
  expect(() => settingsOf({ OIDC_SIGNER: signer })).toThrow(/DASHBOARD_REGION/);
});

test('shows the executions of a state machine, and starts runs only for named people with a login', () => {
  const arn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:mining';
  expect(settingsOf({})).toMatchObject({ stateMachine: undefined, starters: [] });
  expect(settingsOf({ STATE_MACHINE_ARN: arn }).stateMachine).toBe(arn);
  expect(() => settingsOf({ STATE_MACHINE_ARN: 'mining' })).toThrow(/^CONFIG_INVALID: STATE_MACHINE_ARN is "mining"/);
  expect(() => settingsOf({ STATE_MACHINE_ARN: arn, RUN_STARTERS: 'a@b.example' })).toThrow(/DASHBOARD_STARTERS/);
  const login = { OIDC_SIGNER: signer, AWS_REGION: 'eu-central-1', OIDC_ISSUER: 'https://issuer.example' };
  expect(settingsOf({ ...login, STATE_MACHINE_ARN: arn, RUN_STARTERS: 'A@b.example, c@d.example' })).toMatchObject({
    login: { issuer: 'https://issuer.example' },
    starters: ['a@b.example', 'c@d.example'],
  });
});
