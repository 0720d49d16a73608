import { BatchComputeEnvironment } from '@cdktf/provider-aws/lib/batch-compute-environment/index.js';
import { BatchJobQueue } from '@cdktf/provider-aws/lib/batch-job-queue/index.js';
import type { networkingOutputs } from '@fm/1-networking/outputs';
import { PlatformStack, type OutputValues } from '@fm/constructs';
import { Construct } from 'constructs';

/** The job queue: Fargate Spot first, Fargate behind it. Batch works with its service-linked role. */
export class ComputeQueue extends Construct {
  readonly #queue: BatchJobQueue;

  constructor(scope: Construct, id: string, network: OutputValues<typeof networkingOutputs>) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { spot, onDemand } = sharesOf(stack.settings.miningMaxVcpu);
    const environmentOf = (kind: 'FARGATE_SPOT' | 'FARGATE', name: string, maxVcpus: number) =>
      new BatchComputeEnvironment(this, name, {
        computeEnvironmentName: stack.nameOf(`mining-${name}`),
        type: 'MANAGED',
        state: 'ENABLED',
        computeResources: {
          type: kind,
          maxVcpus,
          subnets: network.privateSubnetIds,
          securityGroupIds: [network.miningSecurityGroupId],
        },
      }).arn;
    const environments = [environmentOf('FARGATE_SPOT', 'spot', spot), environmentOf('FARGATE', 'on-demand', onDemand)];
    this.#queue = new BatchJobQueue(this, 'queue', {
      name: stack.nameOf('mining'),
      state: 'ENABLED',
      priority: 1,
      computeEnvironmentOrder: environments.map((computeEnvironment, order) => ({
        order: order + 1,
        computeEnvironment,
      })),
    });
  }

  get arn(): string {
    return this.#queue.arn;
  }
}

/** Shares of the vCPUs that all slices use together: three quarters are Spot, and the rest is there when Spot is not. */
export function sharesOf(maxVcpu: number): { readonly spot: number; readonly onDemand: number } {
  const onDemand = Math.max(1, Math.floor(maxVcpu / 4));
  return { spot: maxVcpu - onDemand, onDemand };
}
