import type { StoredTags } from '@/server/db/flow/stored-tags';

/** The key of a tag, which is the same for all spellings of it. */
export function toTagKey(tag: string): string {
  return tag.trim().normalize('NFKC').toLowerCase();
}

/** Tags by their keys; of several spellings, the first stays. */
export function toStoredTags(tags: readonly string[] = []): StoredTags {
  return Object.fromEntries(tags.toReversed().map((tag) => [toTagKey(tag), tag]));
}

/** The tags of a flow in the order of their keys. */
export function toTagList(tags: StoredTags): string[] {
  return Object.entries(tags)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, tag]) => tag);
}

/** The field `tags` of a file; without tags there is none, so that versions before read the file. */
export function toTagField(tags: StoredTags): { tags?: string[] } {
  const list = toTagList(tags);
  return list.length > 0 ? { tags: list } : {};
}
