/** The panel that is open over the page. */
export type Panel = 'command' | 'help' | 'menu';
