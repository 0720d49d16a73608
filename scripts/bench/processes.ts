import { spawn } from 'node:child_process';

/** What a finished process took. */
export interface ProcessCost {
  readonly seconds: number;
  /** User and system time of all threads; read from /proc, so 0 where that does not exist. */
  readonly cpuSeconds: number;
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
      const seen = /peak-kib (\d+) cpu-ticks (\d+)\s*$/.exec(message);
      resolve({
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: seen === null ? 0 : Number(seen[2]) / ticksPerSecond,
        peakMiB: seen === null ? 0 : Number(seen[1]) / 1024,
        output: Buffer.concat(out).toString(),
      });
    });
  });
}

/** Unit of times in /proc on every Linux (USER_HZ; proc(5)). */
const ticksPerSecond = 100;

/** Polls the high-water mark and the processor time of the command while it runs and prints the last ones seen. */
const peakScript = `
"$@" & pid=$!
peak=0; ticks=0
while kill -0 $pid 2>/dev/null; do
  while read -r name value rest; do
    [ "$name" = VmHWM: ] && [ "$value" -gt "$peak" ] && peak=$value
  done 2>/dev/null </proc/$pid/status
  if read -r line 2>/dev/null </proc/$pid/stat; then
    set -- \${line##*) }
    [ "\${12:-0}" -gt 0 ] && ticks=$((\${12} + \${13}))
  fi
  sleep 0.05
done
wait $pid; code=$?
echo "peak-kib $peak cpu-ticks $ticks" >&2
exit $code`;
