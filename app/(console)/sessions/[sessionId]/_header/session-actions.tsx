'use client';
import { Download, FileJson, FileText, FlaskConical, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { KeepTestButton } from '@/app/_features/flow/tests/keep-test-button';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import { saveFile } from '@/app/_lib/save-file';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import { useCopy } from '@/app/_ui/value/use-copy';
import { curlNext } from '../../_model/curl';
import { useCurlPlace } from '../_data/use-curl-place';
import type { SessionLog } from '../_data/use-session-log';
import { listMessages } from '../_model/event-log';
import { toJsonExport, toTextTranscript } from '../_model/export-transcript';
import { curlOfTurn } from '../_model/turn-curl';
import { EndSession } from './end-session';
import { HoldActions } from './hold-actions';
import { TryDraft } from './try-draft';

/** The actions on a session. `flow`: its flow and version in words. */
export function SessionActions({ log, flow }: { log: SessionLog; flow: string }) {
  const { session, turns, events } = log;
  const mayWrite = useCan('sessions:write') && !isOver(session.status);
  const mayTry = useCan('flows:write');
  const [asking, setAsking] = useState<'end' | 'try' | null>(null);
  const close = () => setAsking(null);
  const name = `session-${session.id}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayWrite && <HoldActions session={session} />}
      {mayTry && (
        <Button size="sm" onClick={() => setAsking('try')}>
          <FlaskConical aria-hidden /> Try on draft
        </Button>
      )}
      <KeepTestButton flowId={session.flowId} sessionId={session.id} />
      <CopyNext session={session} />
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm">
            <Download aria-hidden /> Export
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem
            onSelect={() =>
              saveFile(`${name}.txt`, 'text/plain', toTextTranscript(session, flow, listMessages(events)))
            }
          >
            <FileText aria-hidden /> Transcript as text
          </DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() =>
              saveFile(`${name}.json`, 'application/json', toJsonExport(session, turns, events))
            }
          >
            <FileJson aria-hidden /> Everything as JSON
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {mayWrite && (
        <Button size="sm" onClick={() => setAsking('end')}>
          End session
        </Button>
      )}
      <EndSession sessionId={session.id} open={asking === 'end'} onOpenChange={close} />
      <TryDraft session={session} open={asking === 'try'} onOpenChange={close} />
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
