'use client';
import { Cable, CircleHelp, KeyRound, LogOut, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { paths } from '@/app/_lib/paths';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from '@/app/_ui/overlay/command';
import { Kbd } from '@/app/_ui/value/kbd';
import { leave } from '../gate/leave';
import { PLACE_ICONS } from '../sidebar/place-icons';
import { listPlaces, type PlaceKey } from '../sidebar/places';
import { THEMES } from '../themes';
import { SearchResults } from './search-results';

type CommandMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  placeholder: string;
  value: string;
  onValueChange: (value: string) => void;
  onHelp: () => void;
};

/** The command menu: pages, things by name or id, and actions. */
export function CommandMenu({ onHelp, ...dialog }: CommandMenuProps) {
  const { value: text, onOpenChange } = dialog;
  const router = useRouter();
  const { setTheme } = useTheme();
  const viewer = useViewer();
  const mayMakeKeys = useCan('keys:write');
  const mayMakeChannels = useCan('channels:write');
  const mayMakeFlows = useCan('flows:write');
  const after = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const go = (href: string) => after(() => router.push(href));
  return (
    <CommandDialog {...dialog}>
      <CommandEmpty>No results.</CommandEmpty>
      <SearchResults text={text} onGo={(href) => go(href)()} />
      <CommandGroup heading="Go to">
        {listPlaces(viewer).map(({ label, href, key }) => (
          <Action
            key={href}
            icon={<PlaceIcon place={key} />}
            label={label}
            keys={['g', key]}
            onSelect={go(href)}
          />
        ))}
      </CommandGroup>
      <CommandGroup heading="Actions">
        {mayMakeFlows && (
          <Action icon={<Plus aria-hidden />} label="New flow" onSelect={go(paths.flows({ new: 'blank' }))} />
        )}
        {mayMakeChannels && (
          <Action
            icon={<Cable aria-hidden />}
            label="New channel"
            onSelect={go(paths.channels({ new: 'chat' }))}
          />
        )}
        {mayMakeKeys && (
          <Action
            icon={<KeyRound aria-hidden />}
            label="New API key"
            onSelect={go(paths.apiKeys({ new: '1' }))}
          />
        )}
        {THEMES.map(({ value, label, icon: Icon }) => (
          <Action
            key={value}
            icon={<Icon aria-hidden />}
            label={`Theme: ${label.toLowerCase()}`}
            onSelect={after(() => setTheme(value))}
          />
        ))}
        <Action
          icon={<CircleHelp aria-hidden />}
          label="Keyboard shortcuts"
          keys={['?']}
          onSelect={after(onHelp)}
        />
        <Action icon={<LogOut aria-hidden />} label="Sign out" onSelect={after(leave)} />
      </CommandGroup>
    </CommandDialog>
  );
}

function PlaceIcon({ place }: { place: PlaceKey }) {
  const Icon = PLACE_ICONS[place];
  return <Icon aria-hidden />;
}

type ActionProps = { icon: ReactNode; label: string; keys?: string[]; onSelect: () => void };

function Action({ icon, label, keys = [], onSelect }: ActionProps) {
  return (
    <CommandItem value={label} onSelect={onSelect}>
      {icon}
      <span className="flex-1">{label}</span>
      <span className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </CommandItem>
  );
}
