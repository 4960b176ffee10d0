'use client';
import { Split, SquareTerminal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { KeepTestButton } from '@/app/_features/flow/tests/keep-test-button';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { useCopy } from '@/app/_ui/value/use-copy';
import { curlNext } from '../../_model/curl';
import { useCurlPlace } from '../_data/use-curl-place';
import type { SessionLog } from '../_data/use-session-log';
import { curlOfTurn } from '../_model/turn-curl';
import { EndSession } from './end-session';
import { ExportMenu } from './export-menu';
import { HoldActions } from './hold-actions';

const ContinueDialog = dynamic(() =>
  import('../_fork/continue-dialog').then((module) => module.ContinueDialog),
);

type SessionActionsProps = {
  log: SessionLog;
  /** The shown turn. */
  turn: number;
  /** Its flow and version in words. */
  flow: string;
};

/** The actions on a session. */
export function SessionActions({ log, turn, flow }: SessionActionsProps) {
  const { session } = log;
  const mayWrite = useCan('sessions:write') && !isOver(session.status);
  const mayTry = useCan('flows:write');
  const [asking, setAsking] = useState<'end' | 'continue' | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="flex items-center gap-2 max-sm:-m-1 max-sm:overflow-x-auto max-sm:p-1 max-sm:[scrollbar-width:none] sm:flex-wrap">
      {mayWrite && <HoldActions session={session} />}
      {mayTry && (
        <Button size="sm" disabled={turn < 1} onClick={() => setAsking('continue')}>
          <Split aria-hidden /> Continue from here
        </Button>
      )}
      <KeepTestButton flowId={session.flowId} sessionId={session.id} />
      <CopyNext session={session} />
      <ExportMenu log={log} flow={flow} />
      {mayWrite && (
        <Button size="sm" onClick={() => setAsking('end')}>
          End session
        </Button>
      )}
      <EndSession sessionId={session.id} open={asking === 'end'} onOpenChange={close} />
      {asking === 'continue' && <ContinueDialog session={session} turn={turn} onClose={close} />}
    </div>
  );
}

/** Copies the request that sends the session's next input. */
function CopyNext({ session }: { session: SessionView }) {
  const place = useCurlPlace(session);
  const { copied, copy } = useCopy();
  if (!place) return null;
  const curl = (place.channel && curlOfTurn(place, HELLO)) ?? curlNext({ ...place, status: session.status });
  return (
    <Button size="sm" onClick={() => copy(curl)}>
      <SquareTerminal aria-hidden /> {copied ? 'Copied' : 'Copy as curl'}
    </Button>
  );
}

const HELLO = { event: { type: 'message', text: 'Hello' } };
