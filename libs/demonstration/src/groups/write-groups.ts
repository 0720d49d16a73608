import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { industryOf } from '../companies.ts';
import type { SimulatedMarket } from '../prices/simulate.ts';

/** The company that is in no group. */
const ungrouped = 6;

/** The company that changes to the next industry in the middle of the calendar. */
const moving = 5;

/** Writes `groups/groups.csv`: the industry of every company but one from the first session on; another one moves. */
export async function writeGroups(folder: string, { designs, sessions }: SimulatedMarket): Promise<string> {
  const groups = join(folder, 'groups');
  await mkdir(groups, { recursive: true });
  const lines = designs.flatMap(({ symbol }, at) => {
    if (at === ungrouped) return [];
    const first = `${symbol},${industryOf(at).name},${sessions[0]!}`;
    if (at !== moving) return [first];
    return [first, `${symbol},${industryOf(at + 10).name},${sessions[Math.floor(sessions.length / 2)]!}`];
  });
  await writeFile(join(groups, 'groups.csv'), `ticker,group,since\n${lines.join('\n')}\n`);
  return groups;
}
