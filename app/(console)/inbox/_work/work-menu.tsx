'use client';
import { useMutation } from '@tanstack/react-query';
import { AlarmClock, AlarmClockOff, UserRoundPlus } from 'lucide-react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import { toast } from '@/app/_ui/overlay/toast';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Conversation } from '../_model/describe-hold';

type WorkMenuProps = { conversation: Conversation; onTask: (task: 'assign' | 'snooze') => void };

/** The menu entries that assign, snooze and wake an open conversation. */
export function WorkMenu({ conversation: { id, snoozedUntil }, onTask }: WorkMenuProps) {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const wake = useMutation(
    trpc.inbox.wake.mutationOptions({
      onSettled: refresh,
      onError: (error) => toast.error(toShownError(error)?.title ?? ''),
    }),
  );
  return (
    <>
      <DropdownMenuItem onSelect={() => onTask('assign')}>
        <UserRoundPlus aria-hidden /> Assign to a colleague
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onTask('snooze')}>
        <AlarmClock aria-hidden /> {snoozedUntil ? 'Change the snooze' : 'Snooze'}
      </DropdownMenuItem>
      {snoozedUntil && (
        <DropdownMenuItem onSelect={() => wake.mutate({ sessionId: id })}>
          <AlarmClockOff aria-hidden /> End the snooze
        </DropdownMenuItem>
      )}
    </>
  );
}
