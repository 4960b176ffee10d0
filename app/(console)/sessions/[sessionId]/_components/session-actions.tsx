'use client';
import { Download, FileJson, FileText, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { saveFile } from '@/app/_lib/save-file';
import { useOrigin } from '@/app/_lib/use-origin';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/app/_ui/dropdown-menu';
import { useCopy } from '@/app/_ui/use-copy';
import { curlNext } from '../../_model/curl';
import { listMessages } from '../_model/event-log';
import { toJsonExport, toTextTranscript } from '../_model/export-transcript';
import { EndSession } from './end-session';
import type { SessionLog } from './use-session-log';

/** What can be done to a session from its head. `flow`: its flow and version in words. */
export function SessionActions({ log, flow }: { log: SessionLog; flow: string }) {
  const { session, turns, events } = log;
  const { organization } = useViewer();
  const mayWrite = useCan('sessions:write');
  const origin = useOrigin();
  const { copied, copy } = useCopy();
  const [ending, setEnding] = useState(false);
  const curl = curlNext({ origin, orgId: organization.id, sessionId: session.id, status: session.status });
  const name = `session-${session.id}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" onClick={() => copy(curl)}>
        <SquareTerminal aria-hidden /> {copied ? 'Copied' : 'Copy as curl'}
      </Button>
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
      {mayWrite && !isOver(session.status) && (
        <Button size="sm" onClick={() => setEnding(true)}>
          End session
        </Button>
      )}
      <EndSession sessionId={session.id} open={ending} onOpenChange={setEnding} />
    </div>
  );
}
