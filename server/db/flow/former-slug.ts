import { sql } from 'kysely';

/** Separates the slug of an archived flow from its id, which frees the slug. */
export const ARCHIVED = '~';

/** The slug that an archived flow had, and the slug of any other. */
export const formerSlug = sql<string>`split_part(flows.slug, ${sql.lit(ARCHIVED)}, 1)`;
