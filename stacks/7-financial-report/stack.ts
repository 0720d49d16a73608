import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  collectorPlacement,
  DataBucket,
  grantBedrock,
  grantWarehouse,
  NodeFunction,
  ObjectFeed,
  PlatformStack,
  publishOutputs,
  readOutputs,
  warehouseEndpoint,
  warehouseEnvironment,
} from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { financialReportOutputs } from './outputs.ts';

/** Reads every report that is uploaded and rates it with a language model. */
export class FinancialReportStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, financialReportOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const { alarmTopicArn, codeSigningConfigArn } = prepared;
    const reports = new DataBucket(this, 'reports', { purpose: 'financial-report' });
    const process = new NodeFunction(this, 'process', {
      purpose: 'financial-report-process',
      artifact: { bucket: prepared.artifactBucket, key: prepared.financialReportProcessKey },
      environment: {
        FM_OBJECT_STORE: `s3://${reports.bucket.bucket}`,
        FM_BEDROCK_MODEL: settings.bedrockModel,
        ...warehouseEnvironment(warehouse),
      },
      memoryMib: 2048,
      timeoutSeconds: 900,
      placement: collectorPlacement(network),
      codeSigningConfigArn,
      alarmTopicArn,
    });
    grantBedrock(process.role);
    grantWarehouse(process.role, warehouse);
    // Answers of the model are kept, so that no document is paid for twice.
    reports.grantRead(process.role, 'answers/');
    reports.grantWrite(process.role, 'answers/');
    new ObjectFeed(this, 'uploads', {
      purpose: 'financial-report-uploads',
      bucket: reports,
      consumer: process,
      prefix: 'reports/',
      suffix: '.pdf',
      batchSize: 1,
      maxConcurrency: 2,
      alarmTopicArn,
    });
    publishOutputs(this, financialReportOutputs, {
      bucket: reports.bucket.bucket,
      processFunction: process.function.functionName,
      uploadCommand: `aws s3 cp REPORT.pdf s3://${reports.bucket.bucket}/reports/SYMBOL/`,
    });
  }
}
