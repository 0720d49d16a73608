import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy/index.js';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target/index.js';
import { PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/** Keeps the mean CPU use of the tasks at 60 %, with at most four times the least number of tasks. */
export function scaleWithLoad(scope: Construct, clusterName: string, serviceName: string): void {
  const { dashboardTasks } = PlatformStack.containing(scope).settings;
  const target = new AppautoscalingTarget(scope, 'scaling', {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${clusterName}/${serviceName}`,
    minCapacity: dashboardTasks,
    maxCapacity: 4 * dashboardTasks,
  });
  new AppautoscalingPolicy(scope, 'scaling-cpu', {
    name: PlatformStack.containing(scope).nameOf('dashboard-cpu'),
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      targetValue: 60,
    },
  });
}
