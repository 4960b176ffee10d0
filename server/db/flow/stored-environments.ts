/** A version that an environment has, and its weight among them. */
export type WeightedVersion = { id: string; weight: number };

/** The versions that an environment has and those that it had before; null if there were none. */
export type FlowEnvironment = { versions: WeightedVersion[]; before: WeightedVersion[] | null };

/** The environments of a flow by name. Production is also in `publishedVersionId`, which decides when they differ. */
export type FlowEnvironments = Record<string, FlowEnvironment>;
