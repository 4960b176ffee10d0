'use client';
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useRef,
  useState,
} from 'react';
import { lazyModule, useLazyModule } from '@/app/_lib/lazy-module';
import { cn } from '../cn';
import { Slot } from '../slot';
import { ExistingElement } from './radix/existing-element';

type Radix = typeof import('./radix/popover').Radix;

type PopoverState = {
  id: string;
  trigger: RefObject<HTMLElement | null>;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Loads the code of the panel. */
  prepare: () => void;
  radix: Radix | null;
};

const popoverModule = lazyModule(() => import('./radix/popover'));
const PopoverContext = createContext<PopoverState | null>(null);

/** A small panel and its trigger; the code of the panel is loaded when somebody points at the trigger or focuses it. */
export function Popover({ children }: { children: ReactNode }) {
  const id = useId();
  const trigger = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const loaded = useLazyModule(popoverModule, isWanted);
  const radix = isWanted ? (loaded?.Radix ?? null) : null;
  const prepare = () => setWanted(true);
  return <PopoverContext value={{ id, trigger, open, setOpen, prepare, radix }}>{children}</PopoverContext>;
}

function usePopover(): PopoverState {
  const popover = use(PopoverContext);
  if (!popover) throw new Error('A part of a popover needs Popover around it');
  return popover;
}

/** Makes its only child, a button, open and close the panel. */
export function PopoverTrigger({ children }: { children: ReactNode }) {
  const { id, trigger, open, setOpen, prepare } = usePopover();
  return (
    <Slot
      ref={trigger}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      data-state={open ? 'open' : 'closed'}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => {
        prepare();
        setOpen(!open);
      }}
    >
      {children}
    </Slot>
  );
}

/** The panel beside its trigger. */
export function PopoverContent({ className, ...props }: ComponentProps<Radix['Content']>) {
  const { id, trigger, open, setOpen, radix: Radix } = usePopover();
  if (!Radix) return null;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <ExistingElement element={trigger} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={cn(
            'data-[state=open]:fade-in-0 z-50 base:w-72 max-w-[calc(100vw-16px)] rounded-lg bg-raised base:p-3 shadow-pop duration-100 data-[state=open]:animate-in',
            className,
          )}
          {...props}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}
