import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster/index.js';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service/index.js';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition/index.js';
import type { networkingOutputs } from '@fm/1-networking/outputs';
import {
  grantWarehouse,
  LogGroup,
  PlatformStack,
  ServiceRole,
  warehouseContainer,
  type ImageRepository,
  type OutputValues,
  type WarehouseEndpoint,
} from '@fm/constructs';
import { Construct } from 'constructs';
import type { FrontDoor } from './front-door.ts';
import { grantRuns, runVariables } from './runs.ts';
import { scaleWithLoad } from './scaling.ts';

const serviceName = 'dashboard';

interface Variable {
  readonly name: string;
  readonly value: string;
}

export interface DashboardServiceProps {
  readonly network: OutputValues<typeof networkingOutputs>;
  readonly warehouse: WarehouseEndpoint;
  readonly repository: ImageRepository;
  readonly door: FrontDoor;
}

/**
 * The dashboard's tasks: read-only user of the warehouse, non-root on a read-only file system, replaced one by one,
 * rolled back when the new ones do not become healthy.
 */
export class DashboardService extends Construct {
  readonly clusterName: string;

  constructor(scope: Construct, id: string, props: DashboardServiceProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const cluster = new EcsCluster(this, 'cluster', {
      name: stack.nameOf('dashboard'),
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
    this.clusterName = cluster.name;
    const task = this.#task(stack, props);
    // Without an image a service would start tasks that fail, again and again.
    if (stack.settings.dashboardImage !== '') this.#run(stack, cluster, task, props);
  }

  #run(stack: PlatformStack, cluster: EcsCluster, task: EcsTaskDefinition, props: DashboardServiceProps): void {
    const service = new EcsService(this, 'service', {
      name: serviceName,
      cluster: cluster.arn,
      taskDefinition: task.arn,
      launchType: 'FARGATE',
      desiredCount: stack.settings.dashboardTasks,
      propagateTags: 'SERVICE',
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      healthCheckGracePeriodSeconds: 60,
      networkConfiguration: {
        subnets: props.network.privateSubnetIds,
        securityGroups: [props.network.dashboardSecurityGroupId],
        assignPublicIp: false,
      },
      loadBalancer: [{ targetGroupArn: props.door.targetGroupArn, containerName: 'dashboard', containerPort: 8080 }],
      // Autoscaling moves it afterwards.
      lifecycle: { ignoreChanges: ['desired_count'] },
      dependsOn: props.door.listeners,
    });
    scaleWithLoad(this, cluster.name, service.name);
  }

  get name(): string {
    return serviceName;
  }

  #task(stack: PlatformStack, { repository, warehouse, door }: DashboardServiceProps): EcsTaskDefinition {
    const service = 'ecs-tasks.amazonaws.com';
    const trustCondition = { StringEquals: { 'aws:SourceAccount': stack.accountId } };
    // The task itself calls nothing of AWS but, by setting, the mining workflow.
    const role = new ServiceRole(this, 'role', { purpose: 'dashboard', service, trustCondition });
    grantRuns(stack, role);
    const executionRole = new ServiceRole(this, 'execution', { purpose: 'dashboard-start', service, trustCondition });
    const logs = new LogGroup(this, 'logs', `/ecs/${stack.nameOf('dashboard')}`);
    logs.grantWrite(executionRole);
    repository.grantPull(executionRole);
    grantWarehouse(executionRole, warehouse);
    const container = warehouseContainer(warehouse);
    return new EcsTaskDefinition(this, 'task', {
      family: stack.nameOf('dashboard'),
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      taskRoleArn: role.arn,
      executionRoleArn: executionRole.arn,
      containerDefinitions: JSON.stringify([
        {
          name: 'dashboard',
          image: repository.imageOf(stack.settings.dashboardImage),
          essential: true,
          user: 'node',
          readonlyRootFilesystem: true,
          portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
          environment: [
            ...container.environment,
            { name: 'HOST', value: '0.0.0.0' },
            { name: 'PORT', value: '8080' },
            ...loginOf(stack, door),
            ...runVariables(stack),
          ],
          secrets: container.secrets,
          healthCheck: {
            command: ['CMD', 'node', '-e', healthProbe],
            interval: 30,
            timeout: 5,
            retries: 3,
            startPeriod: 30,
          },
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': logs.name,
              'awslogs-region': stack.settings.region,
              'awslogs-stream-prefix': 'task',
            },
          },
        },
      ]),
      dependsOn: [...role.grants, ...executionRole.grants],
    });
  }
}

/** Behind a login the dashboard answers only requests with a token of this load balancer, for its client of the pool. */
function loginOf({ settings }: PlatformStack, { login }: FrontDoor): Variable[] {
  if (login === undefined) return [];
  return [
    { name: 'OIDC_CLIENT_ID', value: login.clientId },
    { name: 'OIDC_ISSUER', value: `https://cognito-idp.${settings.region}.amazonaws.com/${login.userPoolId}` },
    { name: 'OIDC_SIGNER', value: login.signer },
  ];
}

/** Slim images have no curl. */
const healthProbe =
  "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))";
