import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sequencer from '@jest/test-sequencer';
import { longSuites } from './long-suites.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const secondsOfOthers = 1;

/**
 * Begins with the suites that take longest, so that all workers end together. Jest knows how long each took where it ran
 * before; on a machine where it did not, it would go by the size of the file.
 */
export default class LongestFirst extends Sequencer {
  time(test) {
    return super.time(test) ?? 1000 * (longSuites[relative(root, test.path)] ?? secondsOfOthers);
  }
}
