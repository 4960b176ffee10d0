import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

// The dark theme changes colors only.
const RULES: Record<Theme, { runOnly?: string[] }> = {
  light: {},
  dark: { runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** Expects no axe violations on the current page in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await expectNoViolation(page, theme);
  }
}

/** Emulates a color scheme with reduced motion. */
export async function showTheme(page: Page, theme: Theme): Promise<void> {
  // Colors are not reliable during a transition.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  await expect(page.locator('html')).toHaveClass(new RegExp(theme));
}

/** Expects no axe violations on the page in that theme. */
export async function expectNoViolation(page: Page, theme: Theme): Promise<void> {
  // The page has no frames, so axe runs without its cross-frame page.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe.options({ resultTypes: ['violations'], ...RULES[theme] }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
  expect(found, `in the ${theme} theme`).toEqual([]);
}

/** Expects no horizontal overflow. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A resized page may still be laying itself out.
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess).toBeLessThanOrEqual(0);
}
