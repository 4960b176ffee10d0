'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Archive,
  Download,
  Ellipsis,
  Languages,
  PackageOpen,
  PencilLine,
  RotateCcw,
  Users,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
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
import type { DraftControl, Flow } from '../_draft/use-draft';
import { useFuzz } from '../_fuzz/use-fuzz';
import { downloadBundle, downloadFlow } from '../_model/download-flow';

const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog));

const TranslationsDialog = dynamic(() =>
  import('./translations-dialog').then((module) => module.TranslationsDialog),
);

const FuzzDialog = dynamic(() => import('../_fuzz/fuzz-dialog').then((module) => module.FuzzDialog));

type OpenDialog = 'rename' | 'translations' | 'fuzz' | 'archive' | 'discard' | null;

type FlowMenuProps = { flow: Flow; draft: DraftControl; onShowNode: (key: string) => void };

/** The less frequent actions on a flow. */
export function FlowMenu({ flow, draft, onShowNode }: FlowMenuProps) {
  const mayWrite = useCan('flows:write');
  const client = useTRPCClient();
  const [asked, setAsked] = useState<OpenDialog>(null);
  // Here, so that its findings stay while the dialog is closed.
  const fuzz = useFuzz(flow, draft);
  const control = (name: OpenDialog) => ({
    open: asked === name,
    onOpenChange: (open: boolean) => setAsked(open ? name : null),
  });
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
            <DropdownMenuItem onSelect={() => setAsked('rename')}>
              <PencilLine aria-hidden /> Rename
            </DropdownMenuItem>
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
      {asked === 'rename' && <RenameDialog flow={flow} draft={draft} onClose={() => setAsked(null)} />}
      {asked === 'translations' && (
        <TranslationsDialog flow={flow} draft={draft} onClose={() => setAsked(null)} />
      )}
      {asked === 'fuzz' && (
        <FuzzDialog {...{ flow, draft, fuzz, onShowNode }} onClose={() => setAsked(null)} />
      )}
      <DiscardDialog {...control('discard')} flow={flow} draft={draft} />
      <ArchiveDialog {...control('archive')} flow={flow} />
    </>
  );
}

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void; flow: Flow };

function DiscardDialog({ open, onOpenChange, flow, draft }: DialogProps & { draft: DraftControl }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const load = useMutation({
    mutationFn: () =>
      queries.fetchQuery({ ...trpc.flow.get.queryOptions({ flowId: flow.id }), staleTime: 0 }),
    onSuccess: (saved) => {
      draft.adopt(saved);
      onOpenChange(false);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
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

function ArchiveDialog({ open, onOpenChange, flow }: DialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const archive = useMutation(
    trpc.flow.archive.mutationOptions({
      onSuccess: () => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        toast.success(`${flow.name} is archived.`);
        router.push(paths.flows());
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Archive ${flow.name}?`}
      action="Archive flow"
      typed={flow.slug}
      pending={archive.isPending || archive.isSuccess}
      error={toShownError(archive.error)}
      onConfirm={() => archive.mutate({ flowId: flow.id })}
    >
      New sessions can no longer start on it, and its slug becomes available. Running sessions continue to
      their end. This cannot be undone; export the flow first if you may need it again.
    </ConfirmDialog>
  );
}
