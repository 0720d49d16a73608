import { allow, type PlatformStack, type ServiceRole } from '@fm/constructs';

/** Whether the dashboard shows the executions of the mining workflow. */
function showsRuns({ settings }: PlatformStack): boolean {
  return settings.dashboardShowsRuns || settings.runStarters.length > 0;
}

/**
 * ARN of the workflow that 8-factor-mining makes, from its name: this layer reads nothing of that one and can be
 * deployed without it.
 */
function machineOf(stack: PlatformStack, kind: 'stateMachine' | 'execution'): string {
  return `arn:aws:states:${stack.settings.region}:${stack.accountId}:${kind}:${stack.nameOf('mining')}`;
}

/** What the dashboard knows of the workflow; nothing unless it shows runs. */
export function runVariables(stack: PlatformStack): { name: string; value: string }[] {
  if (!showsRuns(stack)) return [];
  const { runStarters, region } = stack.settings;
  return [
    { name: 'AWS_REGION', value: region },
    { name: 'STATE_MACHINE_ARN', value: machineOf(stack, 'stateMachine') },
    ...(runStarters.length > 0 ? [{ name: 'RUN_STARTERS', value: runStarters.join(',') }] : []),
  ];
}

/** Lets the dashboard see the executions of this one workflow, and start it when somebody may. */
export function grantRuns(stack: PlatformStack, role: ServiceRole): void {
  if (!showsRuns(stack)) return;
  const machine = machineOf(stack, 'stateMachine');
  role.add(allow(['states:ListExecutions'], [machine]));
  role.add(allow(['states:DescribeExecution', 'states:GetExecutionHistory'], [`${machineOf(stack, 'execution')}:*`]));
  if (stack.settings.runStarters.length > 0) role.add(allow(['states:StartExecution'], [machine]));
}
