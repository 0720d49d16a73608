export { panelBlocks, panelBlocksOfJob, panelJobs } from './panel-blocks.ts';
export { RunPanels } from './run-panels.ts';
export { SliceValues } from './slice-values.ts';
