import { defineOutputs } from '@fm/constructs';

export const secFilingOutputs = defineOutputs('6-sec-filing', {
  bucket: 'text',
  collectFunction: 'text',
  extractFunction: 'text',
});
