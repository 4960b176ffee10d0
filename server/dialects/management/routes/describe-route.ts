/** The largest body of a route that takes a definition: 1 MB and its frame. */
export const FLOW_BODY_BYTES = 1_100_000;
