'use client';
import { useQuery } from '@tanstack/react-query';
import { Contact as ContactIcon } from 'lucide-react';
import { paths } from '@/app/_lib/paths';
import { usePagedFilters } from '@/app/_lib/use-paged-filters';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { Pages } from '@/app/_ui/list/pages';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { CONTACT_FILTERS } from '../_model/contact-filters';
import { listContacts } from '../_model/contact-queries';
import { CONTACT_COLUMNS } from './columns';

/** The people whom sessions talk with, newest first. */
export function ContactList() {
  const trpc = useTRPC();
  const { filters, change, clear, goTo } = usePagedFilters(CONTACT_FILTERS);
  const contacts = useQuery(listContacts(trpc, filters));
  return (
    <Page width="table">
      <PageHeader
        title="Contacts"
        description="People whom sessions talk with, and what flows and members store about them."
      />
      <SearchInput
        label="Search contacts"
        value={filters.search}
        onSearch={(search) => change({ search })}
        className="mb-3 w-80 max-w-full"
      />
      <Card>
        <DataTable
          label="Contacts"
          columns={CONTACT_COLUMNS}
          rows={contacts.data?.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.contact(id)}
          error={toShownError(contacts.error)}
          onRetry={contacts.refetch}
          skeletonRows={8}
          empty={
            filters.search || filters.cursor !== null ? (
              <NoResults title="No matching contacts" onClear={clear} />
            ) : (
              <EmptyState icon={ContactIcon} title="No contacts yet">
                A contact is made when a person first writes on a channel.
              </EmptyState>
            )
          }
        />
      </Card>
      <Pages
        isNewest={filters.cursor === null}
        onNewest={() => change({ cursor: null })}
        next={contacts.data?.nextCursor ?? null}
        pending={contacts.isPlaceholderData}
        onOlder={goTo}
      />
    </Page>
  );
}
