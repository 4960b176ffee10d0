'use client';
import { Plus } from 'lucide-react';
import { enterOrganization } from '@/app/_features/organization/enter-organization';
import { useViewer } from '@/app/_lib/viewer';
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '@/app/_ui/overlay/dropdown-menu-items';
import { toast } from '@/app/_ui/overlay/toast';

type OrganizationMenuItemsProps = {
  /** Asks for a new organization; null for people who may not make one. */
  onCreate: (() => void) | null;
};

/** The items of the organization's menu. */
export function OrganizationMenuItems({ onCreate }: OrganizationMenuItemsProps) {
  const { organization, organizations } = useViewer();
  return (
    <DropdownMenuContent align="start" className="w-60">
      <DropdownMenuLabel>Organizations</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={organization.id} onValueChange={go}>
        {organizations.map(({ id, name }) => (
          <DropdownMenuRadioItem key={id} value={id}>
            <span className="truncate">{name}</span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      {onCreate && (
        <>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={onCreate}>
            <Plus aria-hidden /> New organization
          </DropdownMenuItem>
        </>
      )}
    </DropdownMenuContent>
  );
}

async function go(orgId: string): Promise<void> {
  if (!(await enterOrganization(orgId))) toast.error('Could not switch to that organization. Try again.');
}
