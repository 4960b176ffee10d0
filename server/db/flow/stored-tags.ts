/** The tags of a flow as they were typed, each under its key, which is the same for all spellings. */
export type StoredTags = Record<string, string>;
