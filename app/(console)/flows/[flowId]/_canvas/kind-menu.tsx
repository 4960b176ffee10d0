'use client';
import { useState } from 'react';
import { iconOf } from '@/app/_features/flow/canvas/kind-icons';
import { KINDS, kindsFor, PURPOSES } from '@/app/_features/flow/graph/node-kinds';
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from '@/app/_ui/overlay/command';
import { Kbd } from '@/app/_ui/value/kbd';
import type { NodeKind } from '@/server/engine/definition/node';

type KindMenuProps = { open: boolean; onClose: () => void; onPick: (kind: NodeKind) => void };

/** A searchable list of all node kinds. */
export function KindMenu({ open, onClose, onPick }: KindMenuProps) {
  const [typed, setTyped] = useState('');
  const pick = (kind: NodeKind) => {
    onClose();
    setTyped('');
    onPick(kind);
  };
  return (
    <CommandDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      label="Add a node"
      value={typed}
      onValueChange={setTyped}
      placeholder="Add a node: message, question, condition …"
    >
      <CommandEmpty>No matching nodes.</CommandEmpty>
      {PURPOSES.map((purpose) => (
        <CommandGroup key={purpose} heading={purpose}>
          {kindsFor(purpose).map((kind) => (
            <KindItem key={kind} kind={kind} onPick={pick} />
          ))}
        </CommandGroup>
      ))}
    </CommandDialog>
  );
}

function KindItem({ kind, onPick }: { kind: NodeKind; onPick: (kind: NodeKind) => void }) {
  const { name, does, key } = KINDS[kind];
  const Icon = iconOf(kind);
  return (
    <CommandItem value={`${name} ${kind}`} keywords={[does]} onSelect={() => onPick(kind)}>
      <Icon aria-hidden />
      <span>{name}</span>
      <span className="min-w-0 flex-1 truncate text-ink-2 text-sm">{does}</span>
      <Kbd>{key}</Kbd>
    </CommandItem>
  );
}
