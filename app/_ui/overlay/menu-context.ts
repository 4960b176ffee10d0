import { createContext, type RefObject, use } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';

/** The Radix components of menus. */
export const RADIX_MENU = lazyModule(() => import('./radix/menu').then((module) => module.Radix));

export type Menu = {
  id: string;
  trigger: RefObject<HTMLButtonElement | null>;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Whether the code of the menu is needed: somebody has pointed at the trigger, or focused or pressed it. */
  isWanted: boolean;
  /** Makes it wanted. */
  prepare: () => void;
};

export const MenuContext = createContext<Menu | null>(null);

/** The menu around a part of it. */
export function useMenu(): Menu {
  const menu = use(MenuContext);
  if (!menu) throw new Error('A part of a menu needs DropdownMenu around it');
  return menu;
}
