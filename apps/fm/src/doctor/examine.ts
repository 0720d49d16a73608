import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { listFactors } from '@fm/factors';
import { examineWarehouse } from './examine-warehouse.ts';
import type { Finding } from './finding.ts';

/** Looks at the runtime, the warehouse and every outside program that some capability needs. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [
    runtime(),
    ...(await examineWarehouse()),
    { capability: 'factors', state: 'ok', found: `${listFactors().length} in the catalogue`, remedy: '' },
    program(
      'browser tests',
      ['chromium', 'chromium-browser', 'google-chrome'],
      'apt-get install chromium',
      environment['FM_CHROMIUM'],
    ),
    program(
      'deploy to AWS',
      ['terraform'],
      'install Terraform 1.11 or later: https://developer.hashicorp.com/terraform/install',
    ),
    program('deployment trial', ['moto_server'], 'pip install "moto[server]"'),
    program('container images', ['docker'], 'install Docker, or build the images in CI'),
    setting(environment, 'collect web search', 'TAVILY_API_KEY', 'set TAVILY_API_KEY to a key of tavily.com'),
    setting(
      environment,
      'rate reports with Bedrock',
      'AWS_REGION',
      'set AWS_REGION and AWS credentials that may use Bedrock',
    ),
  ];
}

function runtime(): Finding {
  const [major] = process.versions.node.split('.').map(Number);
  const ok = (major as number) >= 22;
  return {
    capability: 'runtime',
    state: ok ? 'ok' : 'broken',
    found: `Node ${process.versions.node}`,
    remedy: ok ? '' : 'run through npm (`npm run fm -- ...`), which uses the Node 22 that `npm ci` installed',
  };
}

function program(capability: string, names: readonly string[], install: string, named?: string): Finding {
  const found = named ?? names.flatMap(onPath)[0];
  return found !== undefined && existsSync(found)
    ? { capability, state: 'ok', found, remedy: '' }
    : { capability, state: 'missing', found: `no ${names[0]} on the PATH`, remedy: install };
}

function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return [path];
    } catch {
      return [];
    }
  });
}

function setting(environment: NodeJS.ProcessEnv, capability: string, name: string, remedy: string): Finding {
  return environment[name] === undefined
    ? { capability, state: 'missing', found: `${name} is not set`, remedy }
    : { capability, state: 'ok', found: `${name} is set`, remedy: '' };
}
