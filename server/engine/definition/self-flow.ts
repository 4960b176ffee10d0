/** In a subflow node, the name of the flow in which the node stands. */
export const SELF_FLOW = 'self';
