import { setDefaultResultOrder } from 'node:dns';
import { S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '@fm/stack-settings';
import { synthesizedFolder } from '../layers.ts';
import type { Proxy } from '../proxy/server.ts';
import { settingsOf } from '../settings-of.ts';
import { run, type Ran } from './run.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** A trial under way: what it runs with, and the facts that it has established. */
export class Trial {
  readonly proxy: Proxy;
  readonly variables: NodeJS.ProcessEnv;
  readonly settings: Settings;
  readonly s3: S3Client;
  #passed = 0;
  #failed = 0;

  constructor(proxy: Proxy, variables: NodeJS.ProcessEnv) {
    setDefaultResultOrder('ipv4first');
    // The SDK in this process asks the same services; setting a variable to undefined would make it a text.
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    this.proxy = proxy;
    this.variables = variables;
    this.settings = settingsOf(variables);
    this.s3 = new S3Client({ region: this.settings.region, forcePathStyle: true });
  }

  get tally(): Tally {
    return { passed: this.#passed, failed: this.#failed };
  }

  /** Notes one fact; `found` is printed when it does not hold. */
  readonly check = (name: string, holds: boolean, found?: unknown): boolean => {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}${holds || found === undefined ? '' : `: ${String(found)}`}`);
    return holds;
  };

  /** Does a part of the trial; an error in it is one failed fact, and the rest continues. */
  async attempt(name: string, part: () => Promise<unknown>): Promise<void> {
    try {
      await part();
    } catch (error) {
      this.check(`${name} came to its end`, false, error instanceof Error ? error.stack : error);
    }
  }

  /** Notes whether a command ended as it should. */
  expect(name: string, ran: Ran, status = 0): boolean {
    return this.check(`${name} (${ran.seconds.toFixed(0)} s)`, ran.status === status, `\n${faultsOf(ran.output)}`);
  }

  /** Runs a command with the trial's variables and `more`. */
  run(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return run(command, args, { ...this.variables, ...more });
  }

  nx(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.run('npx', ['nx', ...args, '--outputStyle=stream'], more);
  }

  /** Synthesizes all layers once more. */
  synthesize(more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.run('node', ['--disable-warning=DEP0044', 'stacks/main.ts'], more);
  }

  /** One action on one layer, as its Nx target runs it. */
  stack(action: string, layer: string, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.run('node', ['scripts/deploy/stack.ts', action, layer], more);
  }

  /** Terraform in the synthesized folder of a layer. */
  terraform(layer: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.run('terraform', [`-chdir=${synthesizedFolder(layer)}`, ...args, '-no-color'], more);
  }
}

/** Addresses that a plan would touch, with what it would do: `must be replaced`, `will be created`... */
export function touchedBy(plan: string): ReadonlyMap<string, string> {
  return new Map(
    [...plan.matchAll(/^ {2}# (\S+) ((?:will|must) be [a-z -]+)/gm)].map(([, address, what]) => [
      address as string,
      what as string,
    ]),
  );
}

/** The lines of an output that say what went wrong, else its end. */
function faultsOf(output: string): string {
  const lines = output.split('\n');
  const faults = lines.flatMap((line, at) => (/Error|refused|_MISSING/.test(line) ? lines.slice(at, at + 8) : []));
  return (faults.length > 0 ? faults : lines.slice(-20)).slice(0, 60).join('\n');
}
