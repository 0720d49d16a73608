import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEndpoint } from '../home/endpoint.ts';
import { openWarehouse } from '../open.ts';
import type { Warehouse } from '../contract.ts';
import { startChild } from './child.ts';

/** A warehouse for a test, and what removes it with everything in it. */
export interface TestHome {
  readonly warehouse: Warehouse;
  readonly folder: string;
  end(): Promise<void>;
}

/** A temporary data folder. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fm-warehouse-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The embedded engine in this process, in a temporary folder. */
export async function embeddedHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const warehouse = await openWarehouse({ home: folder });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      remove();
    },
  };
}

/** The engine of another process, which holds a temporary folder. */
export async function attachedHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const holder = startChild('hold.ts', folder);
  await holder.line('ready');
  const warehouse = await openWarehouse({ home: folder });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      await holder.end();
      remove();
    },
  };
}

/**
 * The way to a server, with the engine of another process in the server's place: migrations and every call go through
 * its HTTP interface.
 */
export async function serverHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const holder = startChild('hold.ts', folder);
  await holder.line('ready');
  const endpoint = readEndpoint(folder);
  if (endpoint === undefined) throw new Error('the holder wrote no endpoint');
  const url = new URL(endpoint.url);
  url.username = endpoint.user;
  url.password = endpoint.password;
  const warehouse = await openWarehouse({ url: url.href });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      await holder.end();
      remove();
    },
  };
}
