import { expect, test } from '@jest/globals';
import { readRequest } from '@fm/mining';
import { mineCommand } from './commands/mine.ts';
import { argumentsOf } from './process-starter.ts';

test('an order is the same request when `fm mine` reads the arguments that it is started with', () => {
  const text = { factors: 'RSI14,ROC20', ranges: 'quarterly', winsorise: '0.05', neutralise: 'size', threadNo: '2' };
  const request = readRequest(text);
  const given = argumentsOf({ request, jobs: 3 });
  const command = mineCommand().action(() => undefined);
  const options = command.parse(given, { from: 'user' }).opts();
  expect(readRequest(options)).toEqual(request);
  expect(options).toMatchObject({ jobs: 3, winsorise: '0.05', neutralise: 'size' });
});

test('without a number of slices at once `fm mine` chooses it', () => {
  expect(argumentsOf({ request: readRequest({}) })).not.toContain('--jobs');
});
