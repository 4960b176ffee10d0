import { DropdownMenu } from 'radix-ui';

// Imported on demand: see `lazyModule`.
export const Radix = DropdownMenu;
