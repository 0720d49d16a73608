export { loadConfig, requiredSetting, type Config, type Environment } from './load.ts';
