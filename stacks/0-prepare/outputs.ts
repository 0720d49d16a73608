import { defineOutputs } from '@fm/constructs';

export const prepareOutputs = defineOutputs('0-prepare', {
  stateBucket: 'text',
  artifactBucket: 'text',
});
