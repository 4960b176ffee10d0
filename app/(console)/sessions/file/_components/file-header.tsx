'use client';
import { FlaskConical, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { Engine } from '@/app/_features/flow/engine/create-engine';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { LazyDialog, preparing } from '@/app/_ui/overlay/lazy-dialog';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId, shortId } from '@/app/_ui/value/copyable-id';
import { ExactTime } from '@/app/_ui/value/exact-time';
import { Fact } from '@/app/_ui/value/fact';
import type { OpenFile } from '../_data/use-opened-file';
import { nameFlow } from '../_model/file-words';

const DRAFT_DIALOG = lazyModule(() => import('./draft-dialog').then((module) => module.DraftDialog));

type FileHeaderProps = { engine: Engine; opened: OpenFile; onClose: () => void };

/** Whose session a file has: its id, flows, versions and times. */
export function FileHeader({ engine, opened, onClose }: FileHeaderProps) {
  const { file, session } = opened;
  const { id, flows, turns, end } = session;
  const [first, ...others] = flows;
  const [isTrying, setIsTrying] = useState(false);
  const mayRead = useCan('flows:read');
  return (
    <header className="shrink-0 border-b px-4 py-3 max-sm:py-2 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-xl tracking-tight">
          Session <span className="font-mono text-lg">{shortId(id)}</span>
        </h1>
        <SessionStatusBadge status={end.status} />
        <Badge>From a file</Badge>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {mayRead && (
            <Button size="sm" onClick={() => setIsTrying(true)} {...preparing(DRAFT_DIALOG)}>
              <FlaskConical aria-hidden /> Try on a draft
            </Button>
          )}
          <Button size="sm" onClick={onClose}>
            <FolderOpen aria-hidden /> Open another file
          </Button>
        </div>
      </div>
      <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Fact label="File">
          <span className="[overflow-wrap:anywhere]">{file.name}</span>
        </Fact>
        {first && (
          <Fact label="Flow">
            <span className="[overflow-wrap:anywhere]">{nameFlow(first)}</span>
          </Fact>
        )}
        {others.length > 0 && (
          <Fact label="Also in the file">
            <span className="[overflow-wrap:anywhere]">{others.map(nameFlow).join(', ')}</span>
          </Fact>
        )}
        <Fact label="Session">
          <CopyableId id={id} label="session id" />
        </Fact>
        {turns[0] && (
          <Fact label="Started">
            <ExactTime at={turns[0].createdAt} style="second" />
          </Fact>
        )}
        <Fact label="Turns">{turns.length}</Fact>
      </dl>
      <LazyDialog
        from={DRAFT_DIALOG}
        isWanted={isTrying}
        engine={engine}
        opened={opened}
        open={isTrying}
        onClose={() => setIsTrying(false)}
      />
    </header>
  );
}
