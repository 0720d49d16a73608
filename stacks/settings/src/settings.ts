import { settingInvalid, settingUnknown } from './errors.ts';
import { checkTogether } from './rules.ts';
import { settingTable, type SettingName, type SettingRow, type Settings } from './table.ts';

/** Where settings come from: the `context` of cdktf.json and the environment. */
export interface SettingSources {
  readonly context?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

const names = Object.keys(settingTable) as SettingName[];

/**
 * Reads all settings: the variable `FM_<NAME>` wins over the profile of the environment in cdktf.json
 * (`context.profiles.<environment>`), that over `context` itself, and that over the initial value of the table.
 *
 * @throws FmError SETTING_INVALID, SETTING_UNKNOWN or SETTINGS_CONFLICT, naming the source and a right value
 */
export function readSettings({ context = {}, variables = {} }: SettingSources): Settings {
  const { profiles = {}, ...common } = context;
  const environment = variables[variableOf('environment')] ?? common['environment'] ?? settingTable.environment.initial;
  const profile = profileOf(profiles, String(environment));
  refuseUnknown(common, 'cdktf.json context');
  refuseUnknown(profile, `cdktf.json context.profiles.${String(environment)}`);
  const values = names.map((name) => {
    const sources = [
      [variables[variableOf(name)], `variable ${variableOf(name)}`],
      [profile[name], `cdktf.json context.profiles.${String(environment)}.${name}`],
      [common[name], `cdktf.json context.${name}`],
    ] as const;
    const [value, source] = sources.find(([given]) => given !== undefined) ?? [undefined, ''];
    return [name, value === undefined ? settingTable[name].initial : readOne(name, value, source)];
  });
  return checkTogether(Object.fromEntries(values) as Settings);
}

/** Name of the environment variable of a setting: `vpcCidr` -> `FM_VPC_CIDR`. */
export function variableOf(name: SettingName): string {
  return `FM_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function readOne(name: SettingName, value: unknown, source: string): unknown {
  const { kind } = settingTable[name] as SettingRow<unknown>;
  const read = kind.read(value);
  if (read === undefined) throw settingInvalid(name, value, source, kind.expected, kind.example);
  return read;
}

function profileOf(profiles: unknown, environment: string): Record<string, unknown> {
  if (typeof profiles !== 'object' || profiles === null) {
    throw settingInvalid(
      'profiles',
      profiles,
      'cdktf.json context.profiles',
      'an object',
      '{"prod": {"protect": true}}',
    );
  }
  return (profiles as Record<string, Record<string, unknown>>)[environment] ?? {};
}

function refuseUnknown(given: Readonly<Record<string, unknown>>, source: string): void {
  const stranger = Object.keys(given).find((key) => !(key in settingTable) && !isForeign(key));
  if (stranger !== undefined) throw settingUnknown(stranger, source, names);
}

/** cdktf itself puts keys of its own into the context. */
function isForeign(key: string): boolean {
  return /^(cdktf|aws:|@)/.test(key) || ['excludeStackIdFromLogicalIds', 'allowSepCharsInLogicalIds'].includes(key);
}
