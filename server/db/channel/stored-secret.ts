/** A signing secret as a channel's row keeps it; times are ISO 8601. */
export type StoredSecret = { id: string; sealed: string; createdAt: string; retiresAt: string | null };
