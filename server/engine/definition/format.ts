/** The format of definitions that this version writes, and the newest that it reads. */
export const FLOW_FORMAT = 1;

/** The message for a format that only newer versions of Parley read. */
export const NEWER_FORMAT = 'was written by a newer version of Parley, which this version cannot read';

/** Whether a definition has a format that only newer versions of Parley read. */
export function hasNewerFormat(definition: { format?: unknown }): boolean {
  const { format } = definition;
  return typeof format === 'number' && Number.isInteger(format) && format > FLOW_FORMAT;
}
