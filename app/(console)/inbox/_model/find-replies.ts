export type CannedReply = { id: string; title: string; text: string };

const MOST_SHOWN = 8;

/** The text behind a leading slash, which searches canned replies; null without one. */
export function parseSlash(text: string): string | null {
  const found = /^\/([^\n]{0,60})$/.exec(text);
  return found?.[1] ?? null;
}

/** The replies that contain every typed word; those with a match in the title come first. */
export function findReplies(replies: readonly CannedReply[], typed: string): CannedReply[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const byTitle = replies.filter(({ title }) => holds(title));
  const byText = replies.filter(({ title, text }) => !holds(title) && holds(`${title} ${text}`));
  return [...byTitle, ...byText].slice(0, MOST_SHOWN);
}
