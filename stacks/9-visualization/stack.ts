import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import { ImageRepository, PlatformStack, publishOutputs, readOutputs, warehouseEndpoint } from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { FrontDoor } from './front-door.ts';
import { visualizationOutputs } from './outputs.ts';
import { portForwardCommand } from './port-forward-command.ts';
import { DashboardService } from './service.ts';

/** The dashboard: a Fargate service behind a load balancer. */
export class VisualizationStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, visualizationOutputs.layer, settings);
    const { alarmTopicArn } = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'reader');
    const repository = new ImageRepository(this, 'image', 'dashboard');
    const door = new FrontDoor(this, 'door', { network, alarmTopicArn });
    const service = new DashboardService(this, 'service', { network, warehouse, repository, door });
    const isPublic = settings.domain !== '';
    publishOutputs(this, visualizationOutputs, {
      repositoryUrl: repository.url,
      clusterName: service.clusterName,
      serviceName: service.name,
      loadBalancerName: door.name,
      userPoolId: door.login?.userPoolId ?? '',
      url: isPublic ? `https://${settings.domain}` : 'http://localhost:8080',
      portForwardCommand: isPublic ? '' : portForwardCommand(this, door.dnsName),
    });
  }
}
