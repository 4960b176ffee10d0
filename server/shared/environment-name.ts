/** The environment that every organization has, which sessions run in by default. */
export const PRODUCTION = 'production';

/** The form of the name of an environment. */
export const ENVIRONMENT_NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** The most environments that an organization has besides production. */
export const MAX_ENVIRONMENTS = 10;
