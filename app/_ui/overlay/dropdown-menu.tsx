'use client';
import {
  type ComponentProps,
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import type { LazyModule } from '@/app/_lib/lazy-module';
import { Slot } from '../slot';
import { LazyContent } from './lazy-content';
import { MenuContext, RADIX_MENU, useMenu } from './menu-context';

/** A menu and its trigger; the code of the menu is loaded when somebody points at the trigger or focuses it. */
export function DropdownMenu({ children }: { children: ReactNode }) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const prepare = () => {
    RADIX_MENU.prepare();
    setWanted(true);
  };
  return <MenuContext value={{ id, trigger, open, setOpen, isWanted, prepare }}>{children}</MenuContext>;
}

/** The button that opens the menu, or with `asChild` its only child. */
export function DropdownMenuTrigger({ asChild, ...props }: ComponentProps<'button'> & { asChild?: boolean }) {
  const { id, trigger, open, setOpen, prepare } = useMenu();
  const isPressed = useRef(false);
  const Tag = asChild ? Slot : 'button';
  const toggle = () => {
    prepare();
    setOpen(!open);
  };
  const press = (event: PointerEvent) => {
    isPressed.current = event.pointerType === 'mouse' && event.button === 0 && !event.ctrlKey;
    if (!isPressed.current) return;
    // The focus goes to the menu.
    event.preventDefault();
    toggle();
  };
  const click = (event: MouseEvent) => {
    // A mouse has opened it before; the detail of a click by key is 0.
    if (!isPressed.current || event.detail === 0) toggle();
    isPressed.current = false;
  };
  const openDownwards = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    prepare();
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

type LazyMenuContentProps<P> = P & { from: LazyModule<ComponentType<P>> };

/** The content of a menu, a `DropdownMenuContent`, whose code is loaded with the menu. The other props are its own. */
export function LazyMenuContent<P extends object>(props: LazyMenuContentProps<P>) {
  const { isWanted } = useMenu();
  return <LazyContent {...props} isWanted={isWanted} />;
}
