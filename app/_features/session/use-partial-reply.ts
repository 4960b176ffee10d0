'use client';
import { useState } from 'react';
import type { SessionEvent } from './view';

/** A part of a reply that a model is writing; it replaces the text after its first `from` characters. */
type PartialReply = { type: 'reply.partial'; data: { from: number; text: string } };

/** What the stream of a session brings. */
type Streamed = SessionEvent | PartialReply;

/** The reply that a model is writing, from the stream of a session; any event of the session ends it. */
export function usePartialReply() {
  const [partial, setPartial] = useState('');
  /** Takes what the stream brings; true for an event of the session. */
  const take = (streamed: Streamed): streamed is SessionEvent => {
    if (streamed.type !== 'reply.partial') {
      setPartial('');
      return true;
    }
    const { from, text } = streamed.data;
    setPartial((shown) => shown.slice(0, from) + text);
    return false;
  };
  return { partial, take };
}
