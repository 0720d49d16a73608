import { defineOutputs } from '@fm/constructs';

export const prepareOutputs = defineOutputs('0-prepare', {
  stateBucket: 'text',
  artifactBucket: 'text',
  /** Holds the list of stocks, `universe.csv`. */
  dataBucket: 'text',
  alarmTopicArn: 'text',
  /** Empty when code signing is off. */
  codeSigningConfigArn: 'text',
  warehouseMigrateKey: 'text',
  marketDataCollectKey: 'text',
  marketDataIngestKey: 'text',
  webSearchCollectKey: 'text',
  webSearchScoreKey: 'text',
  secFilingCollectKey: 'text',
  secFilingExtractKey: 'text',
  financialReportProcessKey: 'text',
});
