import type { Json } from '../json';

/** The reserved name under which a flow reads the data of a visitor's page. */
export const VISITOR_NAME = 'visitor';

/** The names under which a flow reads its session and the person that it talks with, unless a variable has the name. */
export const SESSION_NAME = 'session';
export const CONTACT_NAME = 'contact';

/** The names that have a value without a variable. */
export const FACT_NAMES: readonly string[] = [VISITOR_NAME, SESSION_NAME, CONTACT_NAME];

/** The fields of `session` and `contact`. */
export const FACT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [SESSION_NAME]: ['id', 'startedAt', 'channel', 'version', 'language'],
  [CONTACT_NAME]: ['address', 'name', 'locale', 'attributes'],
};

/** The values of the names in FACT_NAMES that have a meaning in a flow, and under `$config` the configuration values. */
export type Facts = { readonly [name: string]: Readonly<Record<string, Json | undefined>> };

export const NO_FACTS: Facts = {};
