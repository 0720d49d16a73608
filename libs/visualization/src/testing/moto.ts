import { spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether moto_server, which answers in place of AWS, can be started; pip: `moto[server]`. */
export const motoInstalled = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;

/** moto_server on a free loopback port. */
export async function startMoto(): Promise<{ endpoint: string; stop: () => void }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    if (answer?.ok) return { endpoint, stop: () => child.kill('SIGKILL') };
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error('moto_server did not answer within a minute.');
}
