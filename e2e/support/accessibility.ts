import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

// The dark theme changes colours alone.
const RULES: Record<Theme, { runOnly?: string[] }> = {
  light: {},
  dark: { runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** Expects axe to find nothing wrong with the page in sight, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await expectNoViolation(page, theme);
  }
}

/** Shows the page in a theme, as a system that asks for it would, and without motion. */
export async function showTheme(page: Page, theme: Theme): Promise<void> {
  // A colour read in the middle of a transition is nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  await expect(page.locator('html')).toHaveClass(new RegExp(theme));
}

/** Expects axe to find nothing wrong with the page, which is shown in that theme. */
export async function expectNoViolation(page: Page, theme: Theme): Promise<void> {
  // There are no frames, so the page is judged as it stands instead of being summed up in another one.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe.options({ resultTypes: ['violations'], ...RULES[theme] }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
  expect(found, `in the ${theme} theme`).toEqual([]);
}

/** Expects that nothing stands out of the page sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A page that has just got another size may still be drawing itself anew.
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess).toBeLessThanOrEqual(0);
}
