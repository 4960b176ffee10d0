'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { SearchInput } from '@/app/_ui/form/search-input';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { type Contact, nameContact } from '../../_model/contact';
import { listContacts } from '../../_model/contact-queries';

const MOST_SHOWN = 8;

/** Asks which contact is the same person, and merges it into this one. */
export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [search, setSearch] = useState('');
  const [otherId, setOtherId] = useState<string | null>(null);
  const found = useQuery(listContacts(trpc, { search, cursor: null }));
  const others = (found.data?.items ?? []).filter(({ id }) => id !== contact.id).slice(0, MOST_SHOWN);
  const merge = useMutation(
    trpc.contact.merge.mutationOptions({
      onSuccess: async () => {
        await invalidate(queryClient, trpc.contact.pathFilter());
        toast.success('Contacts merged');
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Merge a contact into ${nameContact(contact)}`}
      action="Merge"
      pending={merge.isPending}
      isReady={otherId !== null}
      danger={false}
      error={toShownError(merge.error)}
      onConfirm={() => otherId !== null && merge.mutate({ contactId: contact.id, otherId })}
    >
      <p className="mb-3">
        This contact gets the addresses of the other one, and the values that it lacks. The other one is
        deleted.
      </p>
      <SearchInput label="Search contacts" value={search} onSearch={setSearch} className="mb-2 w-full" />
      <fieldset className="max-h-64 overflow-y-auto">
        <legend className="sr-only">The contact to merge</legend>
        {others.map((other) => (
          <label
            key={other.id}
            className="flex cursor-pointer items-baseline gap-2 rounded-sm px-1 py-1.5 hover:bg-hover"
          >
            <input
              type="radio"
              name="other"
              checked={otherId === other.id}
              onChange={() => setOtherId(other.id)}
            />
            <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
              {nameContact(other)}{' '}
              <span className="font-mono text-ink-2 text-xs">
                {other.addresses.map(({ address }) => address).join(', ')}
              </span>
            </span>
          </label>
        ))}
        {found.data && others.length === 0 && <p className="py-2">No other contacts match.</p>}
      </fieldset>
    </ConfirmDialog>
  );
}
