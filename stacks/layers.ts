import { PrepareStack } from '@fm/0-prepare/stack';
import { NetworkingStack } from '@fm/1-networking/stack';
import { ClickhouseStack } from '@fm/2-clickhouse/stack';
import { JumpHostStack } from '@fm/3-jump-host/stack';
import { MarketDataStack } from '@fm/4-market-data/stack';
import { WebSearchStack } from '@fm/5-web-search/stack';
import { SecFilingStack } from '@fm/6-sec-filing/stack';
import { FinancialReportStack } from '@fm/7-financial-report/stack';
import { FactorMiningStack } from '@fm/8-factor-mining/stack';
import { VisualizationStack } from '@fm/9-visualization/stack';
import type { PlatformStack } from '@fm/constructs';
import type { LocatedArtifacts } from '@fm/stack-artifacts';
import type { Settings } from '@fm/stack-settings';
import type { App } from 'cdktf';

/** Adds all ten layers to an app, in their order; each depends on those whose outputs it reads. */
export function addLayers(app: App, settings: Settings, artifacts: LocatedArtifacts): PlatformStack[] {
  const layers = [
    new PrepareStack(app, settings, artifacts),
    new NetworkingStack(app, settings),
    new ClickhouseStack(app, settings),
    new JumpHostStack(app, settings),
    new MarketDataStack(app, settings),
    new WebSearchStack(app, settings),
    new SecFilingStack(app, settings),
    new FinancialReportStack(app, settings),
    new FactorMiningStack(app, settings),
    new VisualizationStack(app, settings),
  ];
  for (const stack of layers) {
    for (const read of layers.filter(({ layer }) => stack.reads.has(layer))) stack.addDependency(read);
  }
  return layers;
}
