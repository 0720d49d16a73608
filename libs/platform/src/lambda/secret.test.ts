import { expect, test } from '@jest/globals';
import { secretValue } from './secret.ts';
import { startSecretServer } from './testing.ts';

test('a secret is read by its ARN once; one that is not there is named without its value', async () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:1:secret:password';
  const server = await startSecretServer({ [arn]: 'PLANTED' });
  expect(await secretValue(arn)).toBe('PLANTED');
  await expect(secretValue('arn:missing')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE', where: 'arn:missing' });
  await server.close();
  expect(await secretValue(arn)).toBe('PLANTED');
});
