import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../../libs/platform/src/testing/bundled.ts';
import { programsFolder } from './programs-folder.mjs';

/** Free bytes that the tests' folders of data may take at once, with room to spare. */
const enough = 4 * 2 ** 30;

/**
 * Names two folders for one call of jest: FM_TEST_PROGRAMS takes what {@link file://./bundle-program.mjs} bundles; TMPDIR
 * lies in memory where there is enough of it and nobody chose another place, because the engine writes and removes many
 * small files. Where every suite runs, the command is bundled here, so that no test has to wait for it.
 */
export default function begin({ testPathPatterns }) {
  process.env['FM_TEST_PROGRAMS'] = programsFolder();
  const parent = process.env['TMPDIR'] === undefined && hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();
  removeLeftovers(parent);
  process.env['FM_TEST_FOLDER'] = mkdtempSync(join(parent, `fm-tests-${process.pid}-`));
  process.env['TMPDIR'] = process.env['FM_TEST_FOLDER'];
  if (!testPathPatterns.isSet()) bundled(fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url)));
}

/** A call that was killed could not remove its folder, which may lie in memory. */
function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^fm-tests-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isRunning(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown.code !== 'ESRCH';
  }
}

function hasRoom(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > enough;
  } catch {
    return false;
  }
}
