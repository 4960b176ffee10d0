'use client';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { parseAsText } from '@/app/_lib/query-parsers';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { NoResults } from '@/app/_ui/state/no-results';
import type { Member, MemberTask } from '../_model/member';
import { InvitationsCard } from './invitations-card';
import { MemberActions } from './member-actions';
import { MEMBER_COLUMNS } from './member-columns';

const INVITE_DIALOG = lazyModule(() => import('./invite-dialog').then((module) => module.InviteDialog));
const REMOVE_MEMBER_DIALOG = lazyModule(() =>
  import('./remove-member-dialog').then((module) => module.RemoveMemberDialog),
);
const RESET_DIALOG = lazyModule(() => import('./reset-dialog').then((module) => module.ResetDialog));
const ROLE_DIALOG = lazyModule(() => import('./role-dialog').then((module) => module.RoleDialog));

/** The members of the organization with their roles, and the open invitations. */
export function MembersPage() {
  const trpc = useTRPC();
  const { user, role } = useViewer();
  const mayWrite = useCan('settings:write');
  const [task, setTask] = useState<MemberTask | null>(null);
  const [search, setSearch] = useQueryState('search', parseAsText);
  const [inviting, setInviting] = useState(false);
  const members = useQuery(trpc.account.listColleagues.queryOptions());
  const close = () => setTask(null);
  const invite = mayWrite && (
    <Button variant="primary" onClick={() => setInviting(true)}>
      <UserPlus aria-hidden /> Invite
    </Button>
  );
  // Only an owner may change owners.
  const mayChange = (member: Member) => mayWrite && (member.role !== 'owner' || role === 'owner');
  return (
    <Page>
      <PageHeader
        title="Members"
        description="People who can sign in to this organization, and their roles."
        actions={invite}
      />
      <SearchInput
        label="Search people"
        value={search}
        onSearch={setSearch}
        className="mb-3 w-80 max-w-full"
      />
      <div className="space-y-6">
        <Card>
          <CardHeader title="People" />
          <DataTable
            label="Members"
            columns={MEMBER_COLUMNS}
            rows={members.data?.filter(({ name, email }) => isLike(search, name, email))}
            rowKey={({ userId }) => userId}
            error={toShownError(members.error)}
            onRetry={() => members.refetch()}
            skeletonRows={3}
            {...(mayWrite
              ? {
                  actions: (member: Member) =>
                    mayChange(member) && (
                      <MemberActions member={member} isMe={member.userId === user.id} onTask={setTask} />
                    ),
                }
              : {})}
            empty={<NoResults title="No matching members" onClear={() => setSearch(null)} />}
          />
        </Card>
        <InvitationsCard mayWrite={mayWrite} />
      </div>
      {inviting && <LazyDialog from={INVITE_DIALOG} isWanted onClose={() => setInviting(false)} />}
      {task?.kind === 'role' && (
        <LazyDialog from={ROLE_DIALOG} isWanted member={task.member} onClose={close} />
      )}
      <LazyDialog
        from={RESET_DIALOG}
        isWanted={task?.kind === 'reset'}
        member={task?.kind === 'reset' ? task.member : null}
        onClose={close}
      />
      <LazyDialog
        from={REMOVE_MEMBER_DIALOG}
        isWanted={task?.kind === 'remove'}
        member={task?.kind === 'remove' ? task.member : null}
        onClose={close}
      />
    </Page>
  );
}

// The complete list is loaded, so it is searched in the browser.
function isLike(search: string, ...texts: string[]): boolean {
  const part = search.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(part));
}
