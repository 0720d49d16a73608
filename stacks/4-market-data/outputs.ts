import { defineOutputs } from '@fm/constructs';

export const marketDataOutputs = defineOutputs('4-market-data', {
  bucket: 'text',
  collectFunction: 'text',
  ingestFunction: 'text',
  /** Uploads one file of facts, which starts its loading. */
  uploadCommand: 'text',
});
