/** The event by which the page says that it has hydrated. */
export const READY_EVENT = 'parley:ready';
