import { defineOutputs } from '@fm/constructs';

export const factorMiningOutputs = defineOutputs('8-factor-mining', {
  bucket: 'text',
  repositoryUrl: 'text',
  jobQueueArn: 'text',
  jobDefinitionArn: 'text',
  stateMachineArn: 'text',
  /** Starts a run of one factor over one range. */
  startCommand: 'text',
});
