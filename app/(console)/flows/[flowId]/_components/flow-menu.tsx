'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Archive,
  Copy,
  Download,
  Ellipsis,
  Languages,
  PackageOpen,
  PencilLine,
  RotateCcw,
  Tags,
  Users,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
} from '@/app/_ui/overlay/dropdown-menu-items';
import { toast } from '@/app/_ui/overlay/toast';
import { ArchiveDialog } from '../../_components/archive-dialog';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { useFuzz } from '../_fuzz/use-fuzz';
import { downloadBundle, downloadFlow } from '../_model/download-flow';

const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog));

const TranslationsDialog = dynamic(() =>
  import('./translations-dialog').then((module) => module.TranslationsDialog),
);

const TagsDialog = dynamic(() => import('../../_components/tags-dialog').then((module) => module.TagsDialog));

const DuplicateDialog = dynamic(() =>
  import('../../_components/duplicate-dialog').then((module) => module.DuplicateDialog),
);

const FuzzDialog = dynamic(() => import('../_fuzz/fuzz-dialog').then((module) => module.FuzzDialog));

type OpenDialog = 'rename' | 'tags' | 'duplicate' | 'translations' | 'fuzz' | 'archive' | 'discard' | null;

type FlowMenuProps = { flow: Flow; draft: DraftControl; onShowNode: (key: string) => void };

/** The less frequent actions on a flow. */
export function FlowMenu({ flow, draft, onShowNode }: FlowMenuProps) {
  const mayWrite = useCan('flows:write');
  const client = useTRPCClient();
  const router = useRouter();
  const [asked, setAsked] = useState<OpenDialog>(null);
  // Here, so that its findings stay while the dialog is closed.
  const fuzz = useFuzz(flow, draft);
  const close = () => setAsked(null);
  const duplicate = async () => {
    // The copy has the draft as it is stored.
    await draft.saver.flush();
    setAsked('duplicate');
  };
  const download = async (withCalled: boolean) => {
    await draft.saver.flush();
    const flowId = flow.id;
    try {
      if (withCalled) downloadBundle(flow.slug, await client.flow.exportBundle.query({ flowId }));
      else downloadFlow(await client.flow.export.query({ flowId }));
    } catch (error) {
      toast.error(toShownError(error)?.title ?? 'The flow could not be exported.');
    }
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon" variant="ghost" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {mayWrite && (
            <>
              <DropdownMenuItem onSelect={() => setAsked('rename')}>
                <PencilLine aria-hidden /> Rename
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setAsked('tags')}>
                <Tags aria-hidden /> Tags
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => void duplicate()}>
                <Copy aria-hidden /> Duplicate
              </DropdownMenuItem>
            </>
          )}
          <DropdownMenuItem onSelect={() => void download(false)}>
            <Download aria-hidden /> Export to file
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void download(true)}>
            <PackageOpen aria-hidden /> Export with called flows
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsked('translations')}>
            <Languages aria-hidden /> Translations
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsked('fuzz')}>
            <Users aria-hidden /> Try 5,000 strange people
          </DropdownMenuItem>
          {mayWrite && (
            <>
              <DropdownMenuItem disabled={draft.state.kind === 'saved'} onSelect={() => setAsked('discard')}>
                <RotateCcw aria-hidden /> Discard unsaved changes
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem danger onSelect={() => setAsked('archive')}>
                <Archive aria-hidden /> Archive
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === 'rename' && <RenameDialog flow={flow} draft={draft} onClose={close} />}
      {asked === 'tags' && <TagsDialog flow={flow} onClose={close} />}
      {asked === 'duplicate' && <DuplicateDialog flow={flow} onClose={close} />}
      {asked === 'translations' && <TranslationsDialog flow={flow} draft={draft} onClose={close} />}
      {asked === 'fuzz' && <FuzzDialog {...{ flow, draft, fuzz, onShowNode }} onClose={close} />}
      {asked === 'discard' && <DiscardDialog flow={flow} draft={draft} onClose={close} />}
      {asked === 'archive' && (
        <ArchiveDialog flow={flow} onClose={close} onArchived={() => router.push(paths.flows())} />
      )}
    </>
  );
}

type DiscardDialogProps = { flow: Flow; draft: DraftControl; onClose: () => void };

function DiscardDialog({ flow, draft, onClose }: DiscardDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const load = useMutation({
    mutationFn: () =>
      queries.fetchQuery({ ...trpc.flow.get.queryOptions({ flowId: flow.id }), staleTime: 0 }),
    onSuccess: (saved) => {
      draft.adopt(saved);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Discard unsaved changes?"
      action="Discard"
      pending={load.isPending}
      error={toShownError(load.error)}
      onConfirm={() => load.mutate()}
    >
      The editor returns to the last saved draft. You can undo this while the page is open.
    </ConfirmDialog>
  );
}
