import type { FlowRow } from '@/server/db/flow/store';
import type { PublishedVersionRow } from '@/server/db/flow-version/published';
import type { StoredCertificate } from '@/server/engine/certify/certificate';
import type { FlowProblemDetail } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { toTagList } from './tag-keys';

type PublishedView = { versionId: string; number: number; publishedAt: Date };

/** A flow in a list. */
export type FlowSummary = {
  id: string;
  slug: string;
  name: string;
  /** Incremented by every save of the draft. */
  draftRev: number;
  /** Whether the draft differs from the published version. */
  draftChanged: boolean;
  published: PublishedView | null;
  tags: string[];
  /** When it was archived; null if it is not. */
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A flow with its draft. */
export type FlowView = FlowSummary & { draft: JsonObject };

/** A published version in a list; `current` is the one that new sessions run. */
export type VersionView = {
  id: string;
  number: number;
  note: string;
  createdBy: string | null;
  createdAt: Date;
  current: boolean;
};

/** A version with its definition and the versions that its called flows are pinned to. */
export type VersionDetail = VersionView & {
  definition: JsonObject;
  links: Record<string, string>;
  /** Null for a version that was published before there were certificates. */
  certificate: StoredCertificate | null;
};

/** A version that was published together with others. */
type SetMemberView = { flowId: string; slug: string; versionId: string; number: number };

/**
 * The published version, and its warnings; `isNew` is false if the draft was the same as the current version. `set` has all versions
 * that were published together, if there are several.
 */
export type PublishedFlow = VersionView & {
  set?: SetMemberView[];
  certificate: StoredCertificate | null;
  warnings: FlowProblemDetail[];
  isNew: boolean;
};

/** A flow as a file. */
export type FlowFile = {
  format: 'parley.flow';
  slug: string;
  name: string;
  definition: JsonObject;
  /** Absent without tests, so that versions before read the file. */
  tests?: Json[];
  /** Absent without tags. */
  tags?: string[];
};

export function toFlowSummary(row: FlowRow): FlowSummary {
  const { id, slug, name, draftRev, draftChanged, archivedAt, createdAt, updatedAt } = row;
  const published = toPublished(row);
  const tags = toTagList(row.tags);
  return { id, slug, name, draftRev, draftChanged, published, tags, archivedAt, createdAt, updatedAt };
}

function toPublished({ versionId, versionNumber, publishedAt }: FlowRow): PublishedView | null {
  if (versionId === null || versionNumber === null || publishedAt === null) return null;
  return { versionId, number: versionNumber, publishedAt };
}

export function toVersionView(row: PublishedVersionRow): VersionView {
  const { id, number, note, createdBy, createdAt, current } = row;
  return { id, number, note, createdBy, createdAt, current };
}
