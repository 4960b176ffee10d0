/** The form of a connection's name. */
export const CONNECTION_NAME = /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/;

/** The kinds of connections: services that `http` nodes call, and models that `ai` nodes ask. */
export const CONNECTION_KINDS = ['http', 'model'] as const;

export type ConnectionKind = (typeof CONNECTION_KINDS)[number];
