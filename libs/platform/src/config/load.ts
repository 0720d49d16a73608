import { FmError } from '../errors.ts';
import { settingTable, type Setting, type SettingName } from './settings.ts';

type ValueOf<One> = One extends Setting<infer Value, infer Default> ? Value | Default : never;

/** The configuration: every setting with its type. */
export type Config = { readonly [Name in SettingName]: ValueOf<(typeof settingTable)[Name]> };

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the whole configuration. An empty variable counts as unset.
 *
 * @throws CONFIG_INVALID naming every wrong value, where it came from, what was expected and an example; values of
 *   secrets are not shown
 */
export function loadConfig(environment: Environment = process.env): Config {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  const examples: string[] = [];
  for (const [name, setting] of Object.entries(settingTable) as [SettingName, Setting<unknown>][]) {
    const text = environment[setting.env];
    const value = text === undefined || text === '' ? setting.initial : setting.kind.read(text);
    values[name] = value;
    if (text === undefined || text === '' || value !== undefined) continue;
    const shown =
      setting.secret === true ? 'has an invalid value (not shown)' : `is ${JSON.stringify(text.slice(0, 80))}`;
    faults.push(`${setting.env} ${shown}, expected ${setting.kind.expected}`);
    examples.push(`${setting.env}=${setting.example}`);
  }
  if (faults.length > 0)
    throw new FmError('CONFIG_INVALID', {
      what: faults.join('; '),
      where: `environment variable ${examples.map((example) => example.split('=')[0]).join(', ')}`,
      remedy: `Set it like ${examples.join(' ')}`,
      kind: 'usage',
    });
  return values as Config;
}

/**
 * A setting that the work requires.
 *
 * @throws SETTING_MISSING naming the variable, with an example
 */
export function requiredSetting<Name extends SettingName>(config: Config, name: Name): NonNullable<Config[Name]> {
  const value = config[name];
  if (value !== undefined && value !== null) return value;
  const { env, example, description } = settingTable[name];
  throw new FmError('SETTING_MISSING', {
    what: `a setting is missing: ${description.replace(/\.$/, '')}`,
    where: `environment variable ${env}`,
    remedy: `Set it like ${env}=${example}`,
    kind: 'usage',
  });
}
