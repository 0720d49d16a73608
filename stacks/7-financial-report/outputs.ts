import { defineOutputs } from '@fm/constructs';

export const financialReportOutputs = defineOutputs('7-financial-report', {
  bucket: 'text',
  processFunction: 'text',
  /** Uploads one report, which starts its processing. */
  uploadCommand: 'text',
});
