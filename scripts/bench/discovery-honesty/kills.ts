import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../../bundle.mjs';
import { runChild, said, type Ended } from '../../chaos/child.ts';
import { Random } from '../../chaos/random.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What searches found that were killed again and again. */
export interface KilledSearches {
  /** Processes that were ended by SIGKILL in their work. */
  readonly kills: number;
  /** Searches that ended, each with a home of its own; the first one was not killed. */
  readonly searches: number;
  /** Different SHA-256 of the reports with their lock-boxes. */
  readonly hashes: readonly string[];
  /** Processes that ended otherwise than by a kill or with a report. */
  readonly failures: readonly string[];
}

/**
 * Performs the same search again and again, each time in a new home: killed at random moments and continued by a process with
 * 1, 2 or 5 workers, another order of islands, and epochs that are delivered twice.
 */
export async function killSearches(kills: number, seed: number): Promise<KilledSearches> {
  const programs = await bundlePrograms();
  const random = new Random(seed);
  const [hashes, failures] = [new Set<string>(), new Array<string>()];
  let [killed, searches] = [0, 0];
  const search = async (killWithin: number): Promise<number> => {
    const home = mkdtempSync(join(tmpdir(), 'fm-killed-search-'));
    try {
      for (;;) {
        const isKilled = killed < kills && killWithin > 0;
        const ended = await attempt(programs, home, random, isKilled ? random.between(0, killWithin) : undefined);
        if (ended.killed) {
          killed++;
          continue;
        }
        const hash = said(ended, 'hash');
        searches++;
        if (hash === undefined) failures.push(`exit status ${ended.status}: ${ended.lines.join(' | ')}`);
        else hashes.add(hash);
        return ended.milliseconds;
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };
  try {
    const milliseconds = await search(0);
    while (killed < kills && failures.length === 0) await search(milliseconds / 2);
  } finally {
    rmSync(programs, { recursive: true, force: true });
  }
  return { kills: killed, searches, hashes: [...hashes], failures };
}

function attempt(programs: string, home: string, random: Random, killAfter: number | undefined): Promise<Ended> {
  const command = [
    process.execPath,
    join(programs, 'search-process.mjs'),
    ...[random.pick([1, 2, 5]), random.below(2 ** 31)].map(String),
  ];
  return runChild(command, {
    environment: { FM_HOME: home, CLICKHOUSE_URL: '' },
    ...(killAfter === undefined ? {} : { killAfter, killFrom: 'begun' }),
  });
}

/** Bundles the process and its threads, which start in a fraction of the time of their sources; the folder is the caller's. */
async function bundlePrograms(): Promise<string> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fm-searches-'));
  await build({
    ...bundleOptions,
    minify: false,
    splitting: true,
    absWorkingDir: root,
    entryPoints: {
      'search-process': 'scripts/bench/discovery-honesty/search-process.ts',
      'discovery-worker': 'libs/discovery/src/search/discovery-worker.ts',
    },
    outdir: folder,
  });
  return folder;
}
