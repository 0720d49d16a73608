import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProxy, type Proxy } from './server.ts';

const seen: string[] = [];
const large = Buffer.alloc(1 << 24, 'x');
/** What upstream answers next, once. */
let next = '';
let status: Record<string, number> = { '/fault': 500, '/unknown': 404, '/gone': 404 };
const upstream = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(chunks).toString()}`);
      response
        .writeHead(status[request.url ?? ''] ?? 200, {
          'x-from': 'upstream',
          ...(request.url === '/gone' ? { 'x-amzn-requestid': '1' } : {}),
        })
        .end(request.url === '/large' ? large : next === '' ? 'upstream' : next);
      next = '';
    });
});
let proxy: Proxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  proxy = await startProxy(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await proxy.close();
  upstream.close();
  upstream.closeAllConnections();
});

const target = (operation: string, body: object) =>
  fetch(proxy.url, { method: 'POST', headers: { 'x-amz-target': operation }, body: JSON.stringify(body) });

describe('the proxy', () => {
  test('hands on what it does not know, byte for byte', async () => {
    const answer = await fetch(`${proxy.url}/bucket/key?x=%2F`, { method: 'PUT', body: 'bytes' });
    expect(answer.headers.get('x-from')).toBe('upstream');
    expect(seen.at(-1)).toBe('PUT /bucket/key?x=%2F bytes');
  });

  test('validates a state machine instead of accepting any', async () => {
    const check = async (definition: object) => {
      const answer = await target('AWSStepFunctions.ValidateStateMachineDefinition', {
        definition: JSON.stringify(definition),
      });
      return ((await answer.json()) as { result: string }).result;
    };
    expect(await check({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })).toBe('OK');
    expect(await check({ StartAt: 'B', States: { A: { Type: 'Succeed' } } })).toBe('FAIL');
  });

  test('keeps a bucket policy with a condition and gives it back', async () => {
    const policy = JSON.stringify({ Statement: [{ Effect: 'Deny', Condition: { Bool: {} } }] });
    await fetch(`${proxy.url}/bucket?policy`, { method: 'PUT', body: policy });
    expect(await (await fetch(`${proxy.url}/bucket?policy`)).text()).toBe(policy);
  });

  test('keeps to itself that a bucket has its versioning suspended, until it is resumed', async () => {
    const put = (status: string) =>
      fetch(`${proxy.url}/bucket?versioning`, {
        method: 'PUT',
        body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
      });
    const before = seen.length;
    await put('Suspended');
    expect(seen).toHaveLength(before);
    expect(await (await fetch(`${proxy.url}/bucket?versioning`)).text()).toContain('<Status>Suspended</Status>');
    await put('Enabled');
    expect(seen.at(-1)).toMatch(/^PUT .*Enabled/);
    expect(await (await fetch(`${proxy.url}/bucket?versioning`)).text()).toBe('upstream');
  });

  test('gives back what upstream forgot of a function', async () => {
    const made = { FunctionName: 'f', LoggingConfig: { LogGroup: 'g' }, DeadLetterConfig: { TargetArn: 'q' } };
    const body = JSON.stringify({ ...made, CodeSigningConfigArn: 'csc' });
    await fetch(`${proxy.url}/2015-03-31/functions`, { method: 'POST', body });
    expect(seen.at(-1)).toBe(`POST /2015-03-31/functions ${body}`);
    next = '{"Configuration":{"FunctionName":"f"},"Code":{}}';
    const answer = await fetch(`${proxy.url}/2015-03-31/functions/f`);
    expect(await answer.json()).toEqual({ Configuration: made, Code: {} });
    const signing = await fetch(`${proxy.url}/2020-06-30/functions/f/code-signing-config`);
    expect(await signing.json()).toEqual({ FunctionName: 'f', CodeSigningConfigArn: 'csc' });
  });

  test('gives back what upstream forgot of a service', async () => {
    await target('AmazonEC2ContainerServiceV20141113.CreateService', {
      serviceName: 's',
      healthCheckGracePeriodSeconds: 60,
    });
    next = '{"services":[{"serviceName":"s","healthCheckGracePeriodSeconds":0},{"serviceName":"other"}]}';
    const answer = await target('AmazonEC2ContainerServiceV20141113.DescribeServices', {});
    expect(await answer.json()).toEqual({
      services: [{ serviceName: 's', healthCheckGracePeriodSeconds: 60 }, { serviceName: 'other' }],
    });
  });

  test('writes a redrive policy without spaces', async () => {
    next = JSON.stringify({ Attributes: { RedrivePolicy: '{"maxReceiveCount": 5}' } });
    const answer = await target('AmazonSQS.GetQueueAttributes', {});
    expect(await answer.json()).toEqual({ Attributes: { RedrivePolicy: '{"maxReceiveCount":5}' } });
  });

  test('hands the groups of a network interface to its instance, and drops an empty public address', async () => {
    const ec2 = (body: string) => fetch(proxy.url, { method: 'POST', body });
    await ec2('Action=RunInstances&NetworkInterface.1.SubnetId=s&NetworkInterface.1.SecurityGroupId.1=g');
    expect(seen.at(-1)).toBe('POST / Action=RunInstances&NetworkInterface.1.SubnetId=s&SecurityGroupId.1=g');
    next = '<a><association/><association><publicIp>1</publicIp></association></a>';
    const answer = await ec2('Action=DescribeInstances&Version=1');
    expect(await answer.text()).toBe('<a><association><publicIp>1</publicIp></association></a>');
  });

  test('says that a hosted zone with a VPC is private', async () => {
    const make = (vpc: string) =>
      fetch(`${proxy.url}/2013-04-01/hostedzone`, {
        method: 'POST',
        body: `<HostedZoneConfig></HostedZoneConfig>${vpc}`,
      });
    await make('<VPC></VPC>');
    expect(seen.at(-1)).toContain('<HostedZoneConfig><PrivateZone>true</PrivateZone></HostedZoneConfig>');
    await make('');
    expect(seen.at(-1)).not.toContain('PrivateZone');
  });

  test('lives on when a client drops the connection, before or in the middle of an answer', async () => {
    const { port } = new URL(proxy.url);
    for (const bytes of [0, 1, 100_000]) {
      await new Promise<void>((resolve) => {
        let got = 0;
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
          if (bytes === 0) socket.destroy();
        });
        socket.on('data', (chunk) => (got += chunk.length) >= bytes && socket.destroy());
        socket.on('close', () => resolve());
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await (await fetch(`${proxy.url}/small`)).text()).toBe('upstream');
  });

  test('counts what it answered and names what upstream could not', async () => {
    for (const path of ['/fault', '/unknown', '/gone']) await fetch(`${proxy.url}${path}`);
    expect([...proxy.refused()]).toEqual(['500 GET /fault', '404 GET /unknown']);
    expect(proxy.answered().get('Step Functions ValidateStateMachineDefinition')).toBe(2);
  });

  test('forgets a fault that another try of the same bytes repairs', async () => {
    status = {};
    await fetch(`${proxy.url}/fault`, { method: 'POST', body: 'other' });
    expect(proxy.refused()).toContain('500 GET /fault');
    await fetch(`${proxy.url}/fault`);
    expect([...proxy.refused()]).toEqual(['404 GET /unknown']);
  });
});
