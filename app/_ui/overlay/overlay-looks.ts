/** The layer behind dialogs and sheets. */
export const OVERLAY =
  'fixed inset-0 z-50 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 duration-150';

/** The parts of the command menu, which look the same before its code is loaded. */
export const COMMAND = {
  panel:
    'data-[state=open]:fade-in-0 fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-pop duration-100 data-[state=open]:animate-in',
  bar: 'flex items-center gap-2.5 border-b px-4',
  icon: 'size-4 shrink-0 text-ink-3',
  input: 'h-12 w-full bg-transparent text-base outline-none',
};
