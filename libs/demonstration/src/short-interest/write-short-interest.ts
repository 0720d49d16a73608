import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StockDesign } from '../prices/design.ts';
import type { SimulatedMarket } from '../prices/simulate.ts';
import { Random } from '../random.ts';

/** Sessions from one settlement date to the next, about twice a month, and from each to its publication. */
const betweenSettlements = 10;
const untilPublished = 7;

/**
 * Writes `short-interest/short-interest.csv`: for every company a share of its stock that wanders between 1 and 15 %, on the
 * split basis of the settlement date. Nothing follows from it.
 */
export async function writeShortInterest(folder: string, seed: number, market: SimulatedMarket): Promise<string> {
  const written = join(folder, 'short-interest');
  await mkdir(written, { recursive: true });
  const random = new Random(seed, 'short-interest');
  const lines = market.designs.flatMap((design) => linesOf(design, market.sessions, random));
  await writeFile(
    join(written, 'short-interest.csv'),
    `symbol,settlementDate,publishedAt,sharesShort\n${lines.join('\n')}\n`,
  );
  return written;
}

function linesOf(design: StockDesign, sessions: readonly string[], random: Random): string[] {
  const lines: string[] = [];
  let level = 0.01 + 0.14 * random.uniform();
  const last = Math.min(design.lastSession, sessions.length - 1 - untilPublished);
  for (let at = design.firstSession; at <= last; at += betweenSettlements) {
    level = Math.min(0.15, Math.max(0.01, level + 0.01 * (random.uniform() - 0.5)));
    const { split, shares } = design;
    const outstanding = split !== undefined && at < split.session ? shares / split.ratio : shares;
    const count = Math.round(level * outstanding);
    lines.push(`${design.symbol},${sessions[at]!},${sessions[at + untilPublished]!},${count}`);
  }
  return lines;
}
