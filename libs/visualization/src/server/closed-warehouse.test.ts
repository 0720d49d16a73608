import { expect, test } from '@jest/globals';
import { ask } from '../testing/ask.ts';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { createDashboard } from './dashboard.ts';

test('a closed warehouse is a 503 that says what to do, without a stack', async () => {
  const gone = await temporaryWarehouse(false);
  const broken = await createDashboard({ warehouse: gone.warehouse });
  await gone.warehouse.close();
  for (const path of ['/api/v1/overview', '/api/v1/runs', '/api/v1/data', '/readyz']) {
    const answer = await ask(broken, path);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    expect(answer.text).not.toMatch(/SELECT|\.ts:/);
  }
  await broken.close();
  await gone.remove();
});
