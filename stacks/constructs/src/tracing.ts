import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** Lets a role send its traces to X-Ray, whose traces have no names. */
export function grantTracing(role: ServiceRole): void {
  role.add(allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']));
}
