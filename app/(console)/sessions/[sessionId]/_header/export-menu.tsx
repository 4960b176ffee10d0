'use client';
import { Download, FileJson, FileText } from 'lucide-react';
import { saveFile } from '@/app/_lib/save-file';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { SessionLog } from '../_data/use-session-log';
import { listMessages } from '../_model/event-log';
import { toJsonExport, toTextTranscript } from '../_model/export-transcript';

const JSON_TYPE = 'application/json';

/** Saves a session as a file: as text or as JSON. */
export function ExportMenu({ log, flow }: { log: SessionLog; flow: string }) {
  const { session, turns, events } = log;
  const name = `session-${session.id}`;
  return (
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
          onSelect={() => saveFile(`${name}.json`, JSON_TYPE, toJsonExport(session, turns, events))}
        >
          <FileJson aria-hidden /> Everything as JSON
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
