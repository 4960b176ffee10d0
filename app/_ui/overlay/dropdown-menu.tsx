'use client';
import { Check } from 'lucide-react';
import { Slot } from 'radix-ui';
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useRef,
  useState,
} from 'react';
import { lazyModule, useLazyModule } from '@/app/_lib/lazy-module';
import { cn } from '../cn';
import { ExistingElement } from './radix/existing-element';

type Radix = typeof import('./radix/menu').Radix;

type Menu = {
  id: string;
  trigger: RefObject<HTMLButtonElement | null>;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Loads the code of the menu. */
  prepare: () => void;
  radix: Radix | null;
};

const menuModule = lazyModule(() => import('./radix/menu'));
const MenuContext = createContext<Menu | null>(null);

/** A menu and its trigger; the code of the menu is loaded when somebody points at the trigger or focuses it. */
export function DropdownMenu({ children }: { children: ReactNode }) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const loaded = useLazyModule(menuModule, isWanted || open);
  const radix = isWanted || open ? (loaded?.Radix ?? null) : null;
  const prepare = () => setWanted(true);
  return <MenuContext value={{ id, trigger, open, setOpen, prepare, radix }}>{children}</MenuContext>;
}

function useMenu(): Menu {
  const menu = use(MenuContext);
  if (!menu) throw new Error('A part of a menu needs DropdownMenu around it');
  return menu;
}

function useRadix(): Radix {
  const { radix } = useMenu();
  if (!radix) throw new Error('An item of a menu needs DropdownMenuContent around it');
  return radix;
}

/** The button that opens the menu, or with `asChild` its only child. */
export function DropdownMenuTrigger({ asChild, ...props }: ComponentProps<'button'> & { asChild?: boolean }) {
  const { id, trigger, open, setOpen, prepare } = useMenu();
  const isPressed = useRef(false);
  const Tag = asChild ? Slot.Root : 'button';
  const press = (event: PointerEvent) => {
    isPressed.current = event.pointerType === 'mouse' && event.button === 0 && !event.ctrlKey;
    if (!isPressed.current) return;
    // The focus goes to the menu.
    event.preventDefault();
    setOpen(!open);
  };
  const click = (event: MouseEvent) => {
    // A mouse has opened it before; the detail of a click by key is 0.
    if (!isPressed.current || event.detail === 0) setOpen(!open);
    isPressed.current = false;
  };
  const openDownwards = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <Tag
      type="button"
      ref={trigger}
      id={`${id}-trigger`}
      aria-haspopup="menu"
      aria-expanded={open}
      aria-controls={open ? `${id}-menu` : undefined}
      data-state={open ? 'open' : 'closed'}
      onPointerEnter={prepare}
      onFocus={prepare}
      onPointerDown={press}
      onClick={click}
      onKeyDown={openDownwards}
      {...props}
    />
  );
}

/** The list that opens. */
export function DropdownMenuContent({ className, ...props }: ComponentProps<Radix['Content']>) {
  const { id, trigger, open, setOpen, radix: Radix } = useMenu();
  if (!Radix) return null;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <ExistingElement element={trigger} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={`${id}-menu`}
          aria-labelledby={`${id}-trigger`}
          sideOffset={4}
          align="end"
          collisionPadding={8}
          className={cn(
            'data-[state=open]:fade-in-0 z-50 min-w-44 rounded-lg bg-raised p-1 shadow-pop duration-100 data-[state=open]:animate-in',
            className,
          )}
          {...props}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}

const ITEM =
  'relative flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3';

/** One action. `danger` for one that takes something away. */
export function DropdownMenuItem({
  className,
  danger,
  ...props
}: ComponentProps<Radix['Item']> & { danger?: boolean }) {
  const { Item } = useRadix();
  return <Item className={cn(ITEM, danger && 'text-failed [&_svg]:text-failed', className)} {...props} />;
}

export function DropdownMenuRadioGroup(props: ComponentProps<Radix['RadioGroup']>) {
  const { RadioGroup } = useRadix();
  return <RadioGroup {...props} />;
}

/** One of several values; a check mark shows the selected one. */
export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<Radix['RadioItem']>) {
  const { RadioItem, ItemIndicator } = useRadix();
  return (
    <RadioItem className={cn(ITEM, 'pr-8', className)} {...props}>
      {children}
      <ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </ItemIndicator>
    </RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<Radix['Label']>) {
  const { Label } = useRadix();
  return <Label className={cn('px-2 py-1.5 text-ink-3 text-xs', className)} {...props} />;
}

export function DropdownMenuSeparator() {
  const { Separator } = useRadix();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
