import type { MessageView } from '@/app/_features/session/view';

/** Merges messages into a transcript: in order and without duplicates. */
export function mergeMessages(known: readonly MessageView[], more: readonly MessageView[]): MessageView[] {
  const bySeq = new Map([...known, ...more].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
