import { existsSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FmError } from '@fm/platform';
import { everyCaseOr } from '@fm/platform/testing';
import { pdfOf } from '../testing/index.ts';
import { createPdfReader } from './reader.ts';

const reader = createPdfReader({ timeoutMs: 20_000 });
afterAll(() => reader.close());

/** Overwrites, cuts out or repeats a stretch of bytes. */
const mutation = fc.record({
  kind: fc.constantFrom('overwrite' as const, 'cut' as const, 'repeat' as const),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.nat(255),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutated(bytes: Buffer, { kind, at, length, byte }: Mutation): Buffer {
  const start = Math.floor(at * (bytes.length - 1));
  const [before, hit, after] = [
    bytes.subarray(0, start),
    bytes.subarray(start, start + length),
    bytes.subarray(start + length),
  ];
  const middle = { overwrite: [Buffer.alloc(hit.length, byte)], cut: [], repeat: [hit, hit] }[kind];
  return Buffer.concat([before, ...middle, after]);
}

const share = everyCaseOr([1], [0.25])[0] as number;

async function survives(bytes: Buffer, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
      const outcome = await reader.read(mutations.reduce(mutated, bytes)).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(FmError);
        expect((outcome as FmError).code).toMatch(/^PDF_(LOCKED|MALFORMED|SCANNED|NO_TEXT)$/);
      } else {
        expect(outcome).toMatchObject({ pages: expect.any(Array) });
      }
    }),
    { seed: 6, numRuns: runs * share, endOnFailure: true },
  );
}

test('700 mutations of a plain document, or a quarter of them, give text or a named reason', async () => {
  await survives(Buffer.from(pdfOf('Revenue rose by a tenth.', 'Costs fell.')), 700);
});

const data = process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname;
const realTest = existsSync(`${data}/malformed-pdf`) ? test : test.skip;

realTest('200 mutations of an encrypted document, or a quarter of them, do too', async () => {
  await survives(readFileSync(`${data}/malformed-pdf/r3-empty-password.pdf`), 200);
});

realTest('200 mutations of a real release, or a quarter of them, do too', async () => {
  await survives(readFileSync(`${data}/reports-pdf/JOHNSON_JOHNSON_2023_8K_dated-2023-08-23.pdf`), 200);
});
