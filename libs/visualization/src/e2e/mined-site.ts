import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundled } from '@fm/platform/testing';
import type { FactorEvidence } from '@fm/results/read';
import { openWarehouse } from '@fm/warehouse';
import { openSite, type Site } from './site.ts';

/** The `fm` command as it ships. */
export const fmProgram = (): string =>
  bundled(fileURLToPath(new URL('../../../../apps/fm/src/main.ts', import.meta.url)));

/** A result of `fm results --format json`; the keys are those of the mining library. */
export interface PrintedRow {
  readonly factor: string;
  readonly start: string;
  readonly end: string;
  readonly premium: number | null;
  readonly statistics: Readonly<Record<string, number | null>>;
  readonly coverage: object;
}

/** What `fm results --format json` prints. */
export interface PrintedResults {
  readonly run: { readonly id: string; readonly trials: number; readonly synthetic: boolean };
  readonly summaries: readonly (PrintedRow & Readonly<Record<string, unknown>>)[];
  readonly details: readonly Readonly<Record<string, unknown>>[];
}

/** What `fm report FACTOR --format json` prints of relations and events. */
export interface PrintedReport {
  readonly factor: string;
  readonly summaries: readonly PrintedRow[];
  readonly relations: FactorEvidence['relations'];
  readonly eventStudies: FactorEvidence['studies'];
}

/** A served dashboard over a folder that the `fm` command filled, with what the command prints of its latest run. */
export interface MinedSite extends Site {
  readonly results: PrintedResults;
  /** What `fm results` prints for people. */
  readonly summaryText: string;
  /** Of the factors that were asked for. */
  readonly reports: readonly PrintedReport[];
}

/**
 * Runs `fm` commands in a new folder, then serves it to a browser. This process holds the folder, so that no command has
 * to start an engine.
 *
 * @param commands - arguments of each command
 * @param reported - factors of which `fm report` is read too
 */
export async function openMinedSite(
  commands: readonly (readonly string[])[],
  reported: readonly string[] = [],
): Promise<MinedSite> {
  const home = await mkdtemp(join(tmpdir(), 'fm-mined-'));
  const warehouse = await openWarehouse({ home });
  const remove = async () => {
    await warehouse.close();
    await rm(home, { recursive: true, force: true });
  };
  const fm = async (parameters: readonly string[]) => {
    const env = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', FM_LOG_LEVEL: 'warn' };
    const { stdout } = await promisify(execFile)(process.execPath, [fmProgram(), ...parameters], {
      env,
      maxBuffer: 512 * 1024 * 1024,
    });
    return stdout;
  };
  try {
    for (const command of commands) await fm(command);
    const results = JSON.parse(await fm(['results', '--format', 'json'])) as PrintedResults;
    const summaryText = await fm(['results']);
    const reports: PrintedReport[] = [];
    for (const factor of reported)
      reports.push(JSON.parse(await fm(['report', factor, '--format', 'json'])) as PrintedReport);
    return { ...(await openSite({ over: { warehouse, remove } })), results, summaryText, reports };
  } catch (error) {
    await remove();
    throw error;
  }
}
