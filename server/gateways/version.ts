/** The version that this server names itself by to others; package.json has the same. */
export const VERSION = '0.1.0';
