'use client';
import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { firstLetter } from '@/app/_lib/shorten';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { DropdownMenu, DropdownMenuTrigger, LazyMenuContent } from '@/app/_ui/overlay/dropdown-menu';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';

const ITEMS = lazyModule(() =>
  import('./organization-menu-items').then((module) => module.OrganizationMenuItems),
);
const NEW_ORGANIZATION_DIALOG = lazyModule(() =>
  import('./new-organization-dialog').then((module) => module.NewOrganizationDialog),
);

/** The current organization, with a menu to switch to others. */
export function OrganizationMenu() {
  const { organization, organizations } = useViewer();
  const mayCreate = useCan('settings:write');
  const [creating, setCreating] = useState(false);
  if (organizations.length < 2 && !mayCreate)
    return (
      <div className="flex h-12 shrink-0 items-center gap-2.5 px-4">
        <OrganizationName name={organization.name} />
      </div>
    );
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Organization: ${organization.name}`}
          className="mx-2 my-1 flex h-10 shrink-0 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-subtle"
        >
          <OrganizationName name={organization.name} />
          <ChevronsUpDown aria-hidden className="ml-auto size-4 shrink-0 text-ink-3" />
        </DropdownMenuTrigger>
        <LazyMenuContent from={ITEMS} onCreate={mayCreate ? () => setCreating(true) : null} />
      </DropdownMenu>
      {creating && <LazyDialog from={NEW_ORGANIZATION_DIALOG} isWanted onClose={() => setCreating(false)} />}
    </>
  );
}

function OrganizationName({ name }: { name: string }) {
  return (
    <>
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-md bg-ink font-semibold text-surface text-xs"
      >
        {firstLetter(name).toUpperCase()}
      </span>
      <span className="truncate font-semibold text-sm">{name}</span>
    </>
  );
}
