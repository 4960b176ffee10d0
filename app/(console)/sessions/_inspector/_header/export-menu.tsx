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
import { readEvents, readTurns } from '../_data/read-log';
import type { SessionLog } from '../_data/use-session-log';
import { listMessages } from '../_model/event-log';
import { toJsonExport, toTextTranscript } from './export-transcript';

const JSON_TYPE = 'application/json';

type Format = 'text' | 'json' | 'recording';

/** Saves a session as a file: as text, as JSON, or as a recording that another instance runs again. */
export function ExportMenu({ log, flow }: { log: SessionLog; flow: string }) {
  const save = useSave(log, flow);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" pending={save.isPending}>
          <Download aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => save.mutate('text')}>
          <FileText aria-hidden /> Transcript as text
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => save.mutate('json')}>
          <FileJson aria-hidden /> Everything as JSON
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => save.mutate('recording')}>
          <Bug aria-hidden /> Recording for a bug report
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Saves all turns of the session, also those that are not loaded. */
function useSave({ session, lastTurn }: SessionLog, flow: string) {
  const client = useTRPCClient();
  const { id } = session;
  const name = `session-${id}`;
  const all = { from: 1, to: lastTurn };
  const formats: Record<Format, () => Promise<void>> = {
    text: async () => {
      const messages = listMessages(await readEvents(client, id, all));
      saveFile(`${name}.txt`, 'text/plain', toTextTranscript(session, flow, messages));
    },
    json: async () => {
      const [turns, events] = await Promise.all([readTurns(client, id, all), readEvents(client, id, all)]);
      saveFile(`${name}.json`, JSON_TYPE, toJsonExport(session, turns, events));
    },
    recording: async () => {
      const file = await client.session.recording.query({ sessionId: id });
      saveFile(`${name}.recording.json`, JSON_TYPE, JSON.stringify(file));
      toast.success('Saved without credentials. It has what people wrote and services answered.');
    },
  };
  return useMutation({
    mutationFn: (format: Format) => formats[format](),
    onError: (error) => toast.error(toShownError(error)?.title),
  });
}
