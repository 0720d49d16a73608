import { expect } from '@jest/globals';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import { createDashboard } from '../server/dashboard.ts';
import { ask } from './ask.ts';
import { temporaryWarehouse } from './fixture.ts';
import { mineWaves } from './mined-waves.ts';

/** A dashboard over a warehouse in which ROC20 was mined over waves. */
export interface MinedDashboard {
  readonly warehouse: Warehouse;
  readonly app: FastifyInstance;
  /** The body of an answer, which must be 200. */
  get<Body>(path: string): Promise<Body>;
  end(): Promise<void>;
}

/** Makes the warehouse, mines and starts the dashboard; end it when the tests are over. */
export async function minedDashboard(): Promise<MinedDashboard> {
  const { warehouse, remove } = await temporaryWarehouse(false);
  await mineWaves(warehouse);
  const app = await createDashboard({ warehouse });
  return {
    warehouse,
    app,
    get: async <Body>(path: string) => {
      const answer = await ask(app, path);
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.body as Body;
    },
    end: async () => {
      await app.close();
      await remove();
    },
  };
}
