const VIEWS = ['problems', 'variables', 'json'] as const;

/** What the drawer below the canvas shows. */
export type DrawerView = (typeof VIEWS)[number];

/** Reads what the address says of the drawer; null for a closed one. */
export function toDrawerView(param: string | null): DrawerView | null {
  return VIEWS.find((view) => view === param) ?? null;
}
