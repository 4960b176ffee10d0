/** The name under which flows read what a visitor's page sent; no node can set it. */
export const VISITOR_NAME = 'visitor';
