import { BatchJobDefinition } from '@cdktf/provider-aws/lib/batch-job-definition/index.js';
import {
  grantUniverse,
  grantWarehouse,
  LogGroup,
  PlatformStack,
  ServiceRole,
  universeEnvironment,
  warehouseContainer,
  type DataBucket,
  type ImageRepository,
  type UniversePlace,
  type WarehouseEndpoint,
} from '@fm/constructs';
import { jobPolicy } from '@fm/mining/workflow';
import { Construct } from 'constructs';

export interface MiningJobProps {
  readonly repository: ImageRepository;
  readonly runs: DataBucket;
  readonly warehouse: WarehouseEndpoint;
  /** Where the list of the stocks is that a day's check expects. */
  readonly universe: UniversePlace;
}

/** Definition of the mining job; its attempts follow the policy of the mining library. */
export class MiningJob extends Construct {
  readonly role: ServiceRole;
  readonly executionRole: ServiceRole;
  readonly #definition: BatchJobDefinition;

  constructor(scope: Construct, id: string, { repository, runs, warehouse, universe }: MiningJobProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { region, miningImage, miningVcpu, miningMemoryMib } = stack.settings;
    const trustCondition = { StringEquals: { 'aws:SourceAccount': stack.accountId } };
    const service = 'ecs-tasks.amazonaws.com';
    this.role = new ServiceRole(this, 'role', { purpose: 'mining-job', service, trustCondition });
    for (const prefix of ['runs/', 'panels/', 'reports/']) {
      runs.grantRead(this.role, prefix);
      runs.grantWrite(this.role, prefix);
    }
    runs.grantRemove(this.role, 'panels/');
    grantUniverse(this.role, universe);
    this.executionRole = new ServiceRole(this, 'execution', { purpose: 'mining-job-start', service, trustCondition });
    const logs = new LogGroup(this, 'logs', `/batch/${stack.nameOf('mining-job')}`);
    logs.grantWrite(this.executionRole);
    repository.grantPull(this.executionRole);
    grantWarehouse(this.executionRole, warehouse);
    const container = warehouseContainer(warehouse);
    const { FM_UNIVERSE_OBJECT: list } = universeEnvironment(universe);
    this.#definition = new BatchJobDefinition(this, 'definition', {
      name: stack.nameOf('mining-job'),
      type: 'container',
      platformCapabilities: ['FARGATE'],
      propagateTags: true,
      timeout: { attemptDurationSeconds: jobPolicy.attemptSeconds },
      retryStrategy: { attempts: jobPolicy.attempts, evaluateOnExit: [...jobPolicy.evaluateOnExit] },
      containerProperties: JSON.stringify({
        image: repository.imageOf(miningImage),
        command: ['--help'],
        jobRoleArn: this.role.arn,
        executionRoleArn: this.executionRole.arn,
        resourceRequirements: [
          { type: 'VCPU', value: miningVcpu },
          { type: 'MEMORY', value: String(miningMemoryMib) },
        ],
        runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
        fargatePlatformConfiguration: { platformVersion: 'LATEST' },
        networkConfiguration: { assignPublicIp: 'DISABLED' },
        readonlyRootFilesystem: true,
        user: 'node',
        environment: [...container.environment, { name: 'FM_UNIVERSE_OBJECT', value: list }],
        secrets: container.secrets,
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': logs.name, 'awslogs-region': region, 'awslogs-stream-prefix': 'job' },
        },
      }),
      dependsOn: [...this.role.grants, ...this.executionRole.grants],
    });
  }

  get arn(): string {
    return this.#definition.arn;
  }

  /** ARN of the definition without its revision, which a policy can follow with `:*`. */
  get arnPrefix(): string {
    return this.#definition.arnPrefix;
  }
}
