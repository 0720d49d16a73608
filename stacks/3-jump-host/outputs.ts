import { defineOutputs } from '@fm/constructs';

export const jumpHostOutputs = defineOutputs('3-jump-host', {
  instanceId: 'text',
  sessionDocument: 'text',
  /** Policy for the people who may connect, to be attached by an administrator. */
  operatorPolicyArn: 'text',
  /** Opens a shell on the jump host; what is typed and shown is logged. */
  sessionCommand: 'text',
  /** Forwards localhost:8443 to ClickHouse. */
  portForwardCommand: 'text',
});
