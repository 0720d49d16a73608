import { defineOutputs } from '@fm/constructs';

export const marketDataOutputs = defineOutputs('4-market-data', {
  bucket: 'text',
  collectFunction: 'text',
});
