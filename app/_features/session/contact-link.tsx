'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';

type ContactLinkProps = {
  sessionId: string;
  /** Places the link; not called without a contact. */
  children: (link: ReactNode) => ReactNode;
};

/** The page of the person whom a session talks with; nothing if that is not known. */
export function ContactLink({ sessionId, children }: ContactLinkProps) {
  const trpc = useTRPC();
  const { data: contact } = useQuery(trpc.contact.ofSession.queryOptions({ sessionId }));
  if (!contact) return null;
  return children(
    <Link
      href={paths.contact(contact.id)}
      className="inline-block max-w-60 truncate rounded-sm align-bottom hover:underline"
    >
      <bdi>{contact.name ?? 'Without a name'}</bdi>
    </Link>,
  );
}
