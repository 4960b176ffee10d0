/** `$config.NAME` is the configuration value of that name, which an organization sets. */
export const CONFIG = '$config';

/** The form of the name of a configuration value. */
export const CONFIG_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** The most characters of JSON that the configuration values of a session have together. */
export const MAX_CONFIG_CHARS = 32_768;

export function isConfigName(name: string): boolean {
  return CONFIG_NAME.test(name);
}
