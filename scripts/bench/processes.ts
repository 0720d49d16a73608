import { spawn } from 'node:child_process';

/** What a finished process took. */
export interface ProcessCost {
  readonly seconds: number;
  /** Largest resident set seen, MiB; read from /proc, so 0 where that does not exist. */
  readonly peakMiB: number;
  readonly output: string;
}

/**
 * Runs a command to its end, measuring wall time and peak resident memory.
 *
 * @throws Error with the command's own message when it fails
 */
export function costOf(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ProcessCost> {
  const started = performance.now();
  const child = spawn('/usr/bin/env', ['bash', '-c', peakScript, 'peak', command, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const message = Buffer.concat(errors).toString();
      if (code !== 0) return reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${message}`));
      const peak = /peak-kib (\d+)\s*$/.exec(message);
      resolve({
        seconds: (performance.now() - started) / 1000,
        peakMiB: peak === null ? 0 : Number(peak[1]) / 1024,
        output: Buffer.concat(out).toString(),
      });
    });
  });
}

/** Polls the high-water mark of the command while it runs and prints the last one. */
const peakScript = `
"$@" & pid=$!
peak=0
while kill -0 $pid 2>/dev/null; do
  now=$(awk '/VmHWM/ {print $2}' /proc/$pid/status 2>/dev/null)
  [ -n "$now" ] && [ "$now" -gt "$peak" ] && peak=$now
  sleep 0.05
done
wait $pid; code=$?
echo "peak-kib $peak" >&2
exit $code`;
