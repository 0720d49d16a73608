import { rmSync } from 'node:fs';

/** Removes the folder that {@link file://./begin.mjs} made. */
export default function end() {
  rmSync(process.env['FM_TEST_FOLDER'], { recursive: true, force: true });
}
