/** An environment besides production. */
type StoredEnvironment = { createdAt: string };

/** The environments of an organization besides production, by name. */
export type StoredEnvironments = Record<string, StoredEnvironment>;
