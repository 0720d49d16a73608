import { inspect } from 'node:util';

/** Everything the process writes, and everything an error would show, while `work` runs; for tests that look for secrets. */
export async function captureOutput(work: () => Promise<unknown>): Promise<{ shown: string; error: unknown }> {
  const shown: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => shown.push(String(chunk)) > 0;
  }
  let error: unknown;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
    shown.push(inspect(thrown, { depth: null, showHidden: true }), String((thrown as Error).stack));
  } finally {
    streams.forEach((stream, at) => (stream.write = originals[at] as typeof stream.write));
  }
  return { shown: shown.join('\n'), error };
}
