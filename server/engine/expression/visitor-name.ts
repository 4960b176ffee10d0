/** The reserved name under which a flow reads the data of a visitor's page. */
export const VISITOR_NAME = 'visitor';
