import { spawn } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running moto_server. */
export interface Moto {
  readonly url: string;
  readonly processId: number;
  stop(): void;
}

/**
 * Starts moto_server on a free loopback port, in a session of its own, with the machine image of the settings.
 *
 * @param folder - where its log and its list of images go
 */
export async function startMoto(command: string, folder: string, machineImage: string): Promise<Moto> {
  const port = await freePort();
  const images = join(folder, 'images.json');
  writeFileSync(images, JSON.stringify([imageNamed(machineImage)]));
  const log = openSync(join(folder, 'moto.log'), 'w');
  const child = spawn(command, ['-H', '127.0.0.1', '-p', String(port)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, MOTO_AMIS_PATH: images, MOTO_ACM_VALIDATION_WAIT: '1' },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} did not start.`);
  const url = `http://127.0.0.1:${port}`;
  await answering(url);
  // Functions and jobs are described, not run: that would need Docker.
  const config = { lambda: { use_docker: false }, batch: { use_docker: false } };
  await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify(config) });
  return { url, processId: pid, stop: () => void process.kill(-pid) };
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const answer = await fetch(`${url}/moto-api/config`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(250);
  }
  throw new Error('moto_server did not answer within a minute.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function imageNamed(name: string): object {
  return {
    ami_id: 'ami-0a1b2c3d4e5f60718',
    name,
    state: 'available',
    public: true,
    owner_id: '137112412989',
    image_location: `amazon/${name}`,
    image_type: 'machine',
    architecture: 'arm64',
    description: name,
    hypervisor: 'xen',
    root_device_name: '/dev/xvda',
    root_device_type: 'ebs',
    sriov: 'simple',
    virtualization_type: 'hvm',
  };
}
