'use client';
import { KeyRound, ShieldCheck, UserMinus } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Member, MemberTask } from '../_model/member';

type MemberActionsProps = { member: Member; isMe: boolean; onTask: (task: MemberTask) => void };

/** The actions on a member. */
export function MemberActions({ member, isMe, onTask }: MemberActionsProps) {
  return (
    <ActionsMenu name={member.name}>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'role', member })}>
        <ShieldCheck aria-hidden /> Change role
      </DropdownMenuItem>
      {!isMe && (
        <DropdownMenuItem onSelect={() => onTask({ kind: 'reset', member })}>
          <KeyRound aria-hidden /> Reset password
        </DropdownMenuItem>
      )}
      <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', member })}>
        <UserMinus aria-hidden /> {isMe ? 'Leave the organization' : 'Remove'}
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
