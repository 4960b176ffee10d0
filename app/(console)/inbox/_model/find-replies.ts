export type CannedReply = { id: string; title: string; text: string };

const MOST_SHOWN = 8;

/** What was typed behind a slash that begins a text; null when the text is no call for a canned reply. */
export function parseSlash(text: string): string | null {
  const found = /^\/([^\n]{0,60})$/.exec(text);
  return found?.[1] ?? null;
}

/** The replies in which every typed word stands, those with the words in their title first. */
export function findReplies(replies: readonly CannedReply[], typed: string): CannedReply[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const byTitle = replies.filter(({ title }) => holds(title));
  const byText = replies.filter(({ title, text }) => !holds(title) && holds(`${title} ${text}`));
  return [...byTitle, ...byText].slice(0, MOST_SHOWN);
}
