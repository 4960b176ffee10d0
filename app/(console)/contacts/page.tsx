import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ContactList } from './_components/contact-list';
import { CONTACT_FILTERS } from './_model/contact-filters';
import { listContacts } from './_model/contact-queries';

export const metadata: Metadata = { title: 'Contacts' };

export default async function ContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(CONTACT_FILTERS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listContacts(trpc, filters)]}>
      <ContactList />
    </Prefetched>
  );
}
