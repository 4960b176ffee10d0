'use client';
import { SquareTerminal } from 'lucide-react';
import type { SessionView, TurnView } from '@/app/_features/session/view';
import { Button } from '@/app/_ui/button';
import { useCopy } from '@/app/_ui/value/use-copy';
import { useCurlPlace } from '../_data/use-curl-place';
import { curlOfTurn } from '../_model/turn-curl';

/** Copies the request that would cause the turn's event; hidden where none could. */
export function CopyTurn({ session, turn }: { session: SessionView; turn: TurnView }) {
  const place = useCurlPlace(session);
  const { copied, copy } = useCopy();
  const curl = place && curlOfTurn(place, turn);
  if (!curl) return null;
  return (
    <Button variant="ghost" size="sm" onClick={() => copy(curl)}>
      <SquareTerminal aria-hidden /> {copied ? 'Copied' : 'Copy turn as curl'}
    </Button>
  );
}
