import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { Proxy } from './proxy.ts';

test('a way that is cut ends its connections and refuses new ones, and is the same way when it is mended', async () => {
  const target = createServer((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'),
  );
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  const proxy = new Proxy((target.address() as AddressInfo).port);
  await proxy.mend();
  const { port } = proxy;
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(await ask()).toBe('ok');
  await proxy.cut();
  await expect(ask()).rejects.toThrow('fetch failed');
  await proxy.mend();
  expect(proxy.port).toBe(port);
  expect(await ask()).toBe('ok');
  await proxy.cut();
  target.close();
});
