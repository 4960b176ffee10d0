import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { getContact, listContactSessions } from '../_model/contact-queries';
import { ContactPage } from './_components/contact-page';

export const metadata: Metadata = { title: 'Contact' };

export default async function ContactDetails({ params }: { params: Promise<{ contactId: string }> }) {
  const { contactId } = await params;
  return (
    <Prefetched reads={(trpc) => [getContact(trpc, contactId), listContactSessions(trpc, contactId)]}>
      <ContactPage contactId={contactId} />
    </Prefetched>
  );
}
