const VIEWS = ['problems', 'variables', 'tests', 'find', 'json'] as const;

/** The views of the drawer below the canvas. */
export type DrawerView = (typeof VIEWS)[number];

/** Parses the drawer's view from the URL; null for closed. */
export function toDrawerView(param: string | null): DrawerView | null {
  return VIEWS.find((view) => view === param) ?? null;
}
