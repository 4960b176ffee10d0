import type { BreakpointRow } from '@/server/db/breakpoint/store';

/** A breakpoint; `calledFlow` is empty for a node of the flow itself, and `version` is the number of the version. */
export type BreakpointView = Omit<BreakpointRow, 'orgId' | 'versionId'> & { version: number };

/** Makes the view of a breakpoint on a version. */
export function toBreakpointView(
  { orgId: _, versionId: __, ...row }: BreakpointRow,
  version: number,
): BreakpointView {
  return { ...row, version };
}
