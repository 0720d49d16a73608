import { spawn } from 'node:child_process';

/** What is known about where the command runs. */
export interface Place {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
}

/**
 * The command that opens an address in the user's browser: undefined where there is no terminal, in CI, over
 * SSH, and where Linux has no display.
 */
export function browserCommand(url: string, { platform, environment, isTerminal }: Place): string[] | undefined {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  if (!isTerminal || isSet('CI') || isSet('SSH_CONNECTION')) return undefined;
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') ? ['xdg-open', url] : undefined;
}

/** Opens an address in the browser where there is one; whatever goes wrong with it, the command continues. */
export function openBrowser(url: string): void {
  const isTerminal = process.stderr.isTTY;
  const [program, ...args] =
    browserCommand(url, { platform: process.platform, environment: process.env, isTerminal }) ?? [];
  if (program === undefined) return;
  const browser = spawn(program, args, { stdio: 'ignore', detached: true });
  browser.on('error', () => undefined);
  browser.unref();
}
