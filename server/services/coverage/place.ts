import { z } from 'zod';

const PLACE_RULE = 'must be a node, or a node with a colon and an exit';

/** A node by its key, or one of its exits: `<node>` or `<node>:<exit>`. */
export const placeSchema = z.string(PLACE_RULE).min(1, PLACE_RULE).max(1_000, PLACE_RULE);
