'use client';
import { useQuery } from '@tanstack/react-query';
import { Eraser, Merge, Pencil } from 'lucide-react';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { JsonView } from '@/app/_ui/value/json-view';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { type Contact, nameContact } from '../../_model/contact';
import { getContact } from '../../_model/contact-queries';
import { ContactFacts } from './contact-facts';
import { ContactSessions } from './contact-sessions';
import { ExportButton } from './export-button';

const EDIT_DIALOG = lazyModule(() => import('./edit-dialog').then((module) => module.EditDialog));
const ERASE_DIALOG = lazyModule(() => import('./erase-dialog').then((module) => module.EraseDialog));
const MERGE_DIALOG = lazyModule(() => import('./merge-dialog').then((module) => module.MergeDialog));

/** The page of one contact: its attributes, its addresses and its sessions. */
export function ContactPage({ contactId }: { contactId: string }) {
  const trpc = useTRPC();
  const contact = useQuery(getContact(trpc, contactId));
  if (contact.data) return <Loaded contact={contact.data} />;
  const error = toShownError(contact.error);
  return (
    <Page>
      <h1 className="sr-only">Contact</h1>
      {error ? <ErrorState error={error} onRetry={contact.refetch} /> : <Loading />}
    </Page>
  );
}

function Loading() {
  return (
    <div aria-busy>
      <Skeleton className="h-7 w-64" />
      <div className="mt-6 grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  );
}

function Loaded({ contact }: { contact: Contact }) {
  const mayWrite = useCan('sessions:write');
  const mayErase = useCan('settings:write');
  const [task, setTask] = useState<'edit' | 'merge' | 'erase' | null>(null);
  const close = () => setTask(null);
  const hasAttributes = Object.keys(contact.attributes).length > 0;
  return (
    <Page>
      <Crumb label={nameContact(contact)} />
      <PageHeader
        title={<span dir="auto">{nameContact(contact)}</span>}
        actions={
          <>
            {mayErase && <ExportButton contact={contact} />}
            {mayErase && (
              <Button onClick={() => setTask('erase')}>
                <Eraser aria-hidden /> Erase
              </Button>
            )}
            {mayWrite && (
              <Button onClick={() => setTask('merge')}>
                <Merge aria-hidden /> Merge
              </Button>
            )}
            {mayWrite && (
              <Button onClick={() => setTask('edit')}>
                <Pencil aria-hidden /> Edit
              </Button>
            )}
          </>
        }
      />
      <ContactFacts contact={contact} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader
            title="Attributes"
            description="Flows read them as contact.attributes, and set nodes change them."
          />
          <CardBody>
            {hasAttributes ? (
              <JsonView value={contact.attributes} />
            ) : (
              <p className="text-ink-2 text-sm">Nothing is stored about this person yet.</p>
            )}
          </CardBody>
        </Card>
        <ContactSessions contactId={contact.id} />
      </div>
      {task === 'edit' && <LazyDialog from={EDIT_DIALOG} isWanted contact={contact} onClose={close} />}
      {task === 'erase' && <LazyDialog from={ERASE_DIALOG} isWanted contact={contact} onClose={close} />}
      {task === 'merge' && <LazyDialog from={MERGE_DIALOG} isWanted contact={contact} onClose={close} />}
    </Page>
  );
}
