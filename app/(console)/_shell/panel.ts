/** What opens over the page. */
export type Panel = 'command' | 'help' | 'menu';
