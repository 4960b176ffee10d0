'use client';
import { ChevronsLeft, ChevronsRight } from 'lucide-react';
import type { DragEvent } from 'react';
import { iconOf, TINTS } from '@/app/_features/flow/canvas/kind-icons';
import { isKnownKind } from '@/app/_features/flow/graph/node-exits';
import { KINDS, kindsFor, PURPOSES } from '@/app/_features/flow/graph/node-kinds';
import { useRemembered } from '@/app/_lib/use-remembered';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import type { NodeKind } from '@/server/engine/definition/node';

const TYPE = 'application/x-parley-kind';

/** All node kinds by purpose: drag one onto the canvas, or press it to add it after the selected node. */
export function Palette({ disabled, onAdd }: { disabled: boolean; onAdd: (kind: NodeKind) => void }) {
  const [isNamed, setNamed] = useRemembered('palette', true);
  return (
    <nav
      aria-label="Nodes to add"
      className={cn(
        'shrink-0 overflow-y-auto border-r bg-surface pt-1 pb-4 max-lg:hidden',
        isNamed ? 'w-44 px-2' : 'w-12 px-1.5',
      )}
    >
      <div className={cn('flex h-8 items-center', isNamed ? 'justify-between pl-2' : 'justify-center')}>
        {isNamed && <span className="text-ink-2 text-xs">Add a node</span>}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={isNamed ? 'Show icons only' : 'Show names'}
          title={isNamed ? 'Show icons only' : 'Show names'}
          aria-expanded={isNamed}
          onClick={() => setNamed(!isNamed)}
        >
          {isNamed ? <ChevronsLeft aria-hidden /> : <ChevronsRight aria-hidden />}
        </Button>
      </div>
      {PURPOSES.map((purpose) => (
        <section key={purpose} aria-label={purpose}>
          <h2 className={isNamed ? 'px-2 pt-2 pb-1 text-ink-2 text-xs' : 'sr-only'}>{purpose}</h2>
          {kindsFor(purpose).map((kind) => (
            <PaletteItem key={kind} kind={kind} isNamed={isNamed} disabled={disabled} onAdd={onAdd} />
          ))}
        </section>
      ))}
    </nav>
  );
}

type PaletteItemProps = {
  kind: NodeKind;
  isNamed: boolean;
  disabled: boolean;
  onAdd: (kind: NodeKind) => void;
};

function PaletteItem({ kind, isNamed, disabled, onAdd }: PaletteItemProps) {
  const { name, does, key, purpose } = KINDS[kind];
  const Icon = iconOf(kind);
  return (
    <button
      type="button"
      draggable={!disabled}
      disabled={disabled}
      title={`${isNamed ? does : name} (${key.toUpperCase()})`}
      aria-keyshortcuts={key}
      onDragStart={(event) => carryKind(event, kind)}
      onClick={() => onAdd(kind)}
      className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover disabled:opacity-50"
    >
      <span className={cn('flex size-5 items-center justify-center rounded-sm', TINTS[purpose])}>
        <Icon aria-hidden className="size-3" />
      </span>
      <span className={isNamed ? 'truncate' : 'sr-only'}>{name}</span>
    </button>
  );
}

function carryKind(event: DragEvent, kind: NodeKind): void {
  event.dataTransfer.setData(TYPE, kind);
  event.dataTransfer.effectAllowed = 'copy';
}

/** The node kind of a drag; null when it carries something else. */
export function readKind({ dataTransfer }: DragEvent): NodeKind | null {
  const kind = dataTransfer.getData(TYPE);
  return isKnownKind(kind) ? kind : null;
}

/** Whether a drag carries a node kind. */
export function carriesKind({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TYPE);
}
