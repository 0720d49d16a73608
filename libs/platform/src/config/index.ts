export { loadConfig, requiredSetting, type Config, type Environment } from './load.ts';
export { settingTable, type Setting, type SettingName } from './settings.ts';
export { djia30 } from '../universe/index.ts';
