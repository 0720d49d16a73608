import { fileURLToPath } from 'node:url';
import { longSuites } from './scripts/testing/long-suites.mjs';

/** Suites left out by `npm run test:quick`. */
const leftOut = process.env['FM_TEST_QUICK'] === '1' ? Object.keys(longSuites).map((path) => `/${path}$`) : [];

export default {
  testEnvironment: 'node',
  roots: ['apps', 'libs', 'stacks', 'scripts'].map((room) => fileURLToPath(new URL(room, import.meta.url))),
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/cdktf.out/', ...leftOut],
  modulePathIgnorePatterns: ['/dist/', '/cdktf.out/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': fileURLToPath(new URL('scripts/jest-esbuild.mjs', import.meta.url)) },
  moduleNameMapper: {
    '/program-beside\\.ts$': fileURLToPath(new URL('libs/platform/src/testing/program-beside.ts', import.meta.url)),
  },
  globalSetup: fileURLToPath(new URL('scripts/testing/begin.mjs', import.meta.url)),
  globalTeardown: fileURLToPath(new URL('scripts/testing/end.mjs', import.meta.url)),
  testSequencer: fileURLToPath(new URL('scripts/testing/sequencer.mjs', import.meta.url)),
  setupFiles: [fileURLToPath(new URL('scripts/jest-seed.ts', import.meta.url))],
  maxWorkers: 2,
  testTimeout: 60_000,
};
