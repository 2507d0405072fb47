import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = ['serious', 'critical'];

/** A colour that fades and a card that comes are no obstacle a moment later. */
const A_MOMENT_MS = 1500;

/**
 * What keeps people from using the page as it is now, one line each; empty where nothing serious does.
 *
 * @param allowed rules that do not hold for this page, for a reason
 */
export async function obstacles(page: Page, allowed: readonly string[] = []): Promise<string[]> {
  if ((await obstaclesNow(page, allowed)).length === 0) return [];
  await page.waitForTimeout(A_MOMENT_MS);
  return obstaclesNow(page, allowed);
}

async function obstaclesNow(page: Page, allowed: readonly string[]): Promise<string[]> {
  // Handed over by the debugger: the page's own policy lets no foreign script in.
  await page.evaluate(SOURCE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; any: { message: string }[] }[];
    }
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ id, impact }) => SERIOUS.includes(impact) && !allowed.includes(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    );
}
