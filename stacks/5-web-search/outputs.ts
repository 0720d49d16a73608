import { defineOutputs } from '@fm/constructs';

export const webSearchOutputs = defineOutputs('5-web-search', {
  bucket: 'text',
  collectFunction: 'text',
  scoreFunction: 'text',
  tavilySecretArn: 'text',
});
