import { defineOutputs } from '@fm/constructs';

export const visualizationOutputs = defineOutputs('9-visualization', {
  repositoryUrl: 'text',
  clusterName: 'text',
  serviceName: 'text',
  loadBalancerName: 'text',
  /** Pool of the people who may log in; empty without a domain. */
  userPoolId: 'text',
  /** Address of the dashboard: public with a domain, else that of the forwarded port. */
  url: 'text',
  /** Forwards localhost:8080 to the dashboard; empty with a domain. */
  portForwardCommand: 'text',
});
