import { Popover } from 'radix-ui';

// Imported on demand: see `lazyModule`.
export const Radix = Popover;
