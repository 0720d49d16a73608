import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';
import { registerProblems } from '../answers/problems.ts';
import { hostNamesOf, registerSecurity } from './security.ts';

let app: FastifyInstance;
let remove: () => Promise<void>;
beforeAll(async () => {
  const temporary = await temporaryWarehouse(false);
  remove = temporary.remove;
  app = await createDashboard({ warehouse: temporary.warehouse, host: '0.0.0.0' });
});
afterAll(async () => {
  await app.close();
  await remove();
});

test.each([
  ['a numeric address', '192.0.2.7:8080', 200],
  ['a numeric address of six', '[2001:db8::1]:8080', 200],
  ['the name of the machine', `${hostname()}:8080`, 200],
  ['a name of the loopback interface', 'localhost', 200],
  ['the name of another site that leads here', 'evil.example', 421],
  ['a name that only looks like an address', '127.0.0.1.evil.example', 421],
])('a server on every address, asked under %s, answers %s with %i', async (_, host, status) => {
  expect((await ask(app, '/healthz', { host })).status).toBe(status);
});

test('a server on the loopback interface is not asked under a numeric address of the network', async () => {
  expect(hostNamesOf('127.0.0.1')).not.toContain('address');
});

test('users behind one load balancer have each their own number of requests', async () => {
  const shared = Fastify();
  registerProblems(shared);
  shared.addHook('onRequest', async (request) => {
    const subject = String(request.headers['x-user'] ?? '');
    if (subject !== '') request.user = { subject };
  });
  await registerSecurity(shared, { requestsPerMinute: 2, hostNames: 'any', secure: false });
  shared.get('/', async () => 'in');
  const statuses = async (user: string) => {
    const answers = [];
    for (let time = 0; time < 3; time++) answers.push((await ask(shared, '/', { 'x-user': user })).status);
    return answers;
  };
  expect(await statuses('ada')).toEqual([200, 200, 429]);
  expect(await statuses('ben')).toEqual([200, 200, 429]);
  expect(await statuses('')).toEqual([200, 200, 429]);
  await shared.close();
});

test('a request that is sent slowly is ended', async () => {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /api/v1/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  );
  const drip = setInterval(() => socket.write(' '), 500);
  const began = performance.now();
  socket.resume();
  await once(socket, 'close');
  clearInterval(drip);
  expect(performance.now() - began).toBeLessThan(30_000);
}, 60_000);
