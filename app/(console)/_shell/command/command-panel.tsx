'use client';
import { useState } from 'react';
import { lazyModule, useLazyModule } from '@/app/_lib/lazy-module';
import { CommandPlaceholder } from '@/app/_ui/overlay/command-placeholder';

type CommandPanelProps = { open: boolean; onOpenChange: (open: boolean) => void; onHelp: () => void };

/** The code of the command menu. */
export const COMMAND_MENU = lazyModule(() => import('./command-menu').then(({ CommandMenu }) => CommandMenu));
const WORDS = { label: 'Command menu', placeholder: 'Search, or type a command' };

/** The command menu, whose code is loaded when it first opens; it takes the typing from the first key on. */
export function CommandPanel({ open, onOpenChange, onHelp }: CommandPanelProps) {
  const [text, setText] = useState('');
  const change = (next: boolean) => {
    setText('');
    onOpenChange(next);
  };
  const CommandMenu = useLazyModule(COMMAND_MENU, open);
  const field = { ...WORDS, value: text, onValueChange: setText };
  if (CommandMenu) return <CommandMenu {...field} open={open} onOpenChange={change} onHelp={onHelp} />;
  return open && <CommandPlaceholder {...field} onClose={() => change(false)} />;
}
