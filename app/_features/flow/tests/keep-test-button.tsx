'use client';
import { BookmarkPlus } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { useKeepTest } from './use-keep-test';

type KeepTestButtonProps = {
  flowId: string;
  sessionId: string;
  /** Names an icon, where there is no room for words. */
  label?: string;
};

/** Keeps a session as a test of its flow; nothing for people who may not. */
export function KeepTestButton({ flowId, sessionId, label }: KeepTestButtonProps) {
  const { isAllowed, isPending, keep } = useKeepTest(flowId);
  if (!isAllowed) return null;
  const shared = { pending: isPending, onClick: () => keep(sessionId) };
  if (label === undefined)
    return (
      <Button size="sm" {...shared}>
        <BookmarkPlus aria-hidden /> Keep as a test
      </Button>
    );
  return (
    <Button size="icon-sm" variant="ghost" aria-label={label} title={label} {...shared}>
      <BookmarkPlus aria-hidden />
    </Button>
  );
}
