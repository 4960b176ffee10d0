'use client';
import type { ReactNode } from 'react';
import { toShownError } from '@/app/_trpc/problems';
import { Bar } from './bar';
import { MessageForm } from './message-form';
import { useSend } from './use-send';

type ComposerProps = {
  sessionId: string;
  /** The flow is running and takes it afterwards. */
  busy: boolean;
  children?: ReactNode;
};

/** Sends a message as the person. */
export function Composer({ sessionId, busy, children }: ComposerProps) {
  const send = useSend(sessionId);
  return (
    <Bar>
      {children}
      <MessageForm
        name="Send as the person"
        label="Message as the person"
        placeholder={busy ? 'The flow is running; this message is next' : 'Send as the person'}
        error={toShownError(send.error)}
        onSend={(text) => send.mutateAsync({ sessionId, input: { type: 'text', text } })}
      />
    </Bar>
  );
}
