'use client';
import { useMutation } from '@tanstack/react-query';
import { Bug, Download, FileJson, FileText } from 'lucide-react';
import { saveFile } from '@/app/_lib/save-file';
import { useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import { toast } from '@/app/_ui/overlay/toast';
import type { SessionLog } from '../_data/use-session-log';
import { listMessages } from '../_model/event-log';
import { toJsonExport, toTextTranscript } from '../_model/export-transcript';

const JSON_TYPE = 'application/json';

/** Saves a session as a file: as text, as JSON, or as a recording that another instance runs again. */
export function ExportMenu({ log, flow }: { log: SessionLog; flow: string }) {
  const { session, turns, events } = log;
  const name = `session-${session.id}`;
  const recording = useRecording(session.id);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" pending={recording.isPending}>
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
        <DropdownMenuItem onSelect={() => recording.mutate()}>
          <Bug aria-hidden /> Recording for a bug report
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function useRecording(sessionId: string) {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: () => client.session.recording.query({ sessionId }),
    onSuccess: (file) => {
      saveFile(`session-${sessionId}.recording.json`, JSON_TYPE, JSON.stringify(file));
      toast.success('Saved without credentials. It has what people wrote and services answered.');
    },
    onError: (error) => toast.error(toShownError(error)?.title),
  });
}
