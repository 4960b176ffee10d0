import { markdownToText } from '@/server/engine/messages/markdown-to-text';

/** The plain text of a markdown text, as the engine renders it for channels without markdown. */
export function toPlainMarkdown(markdown: string): string {
  return markdownToText(markdown);
}
