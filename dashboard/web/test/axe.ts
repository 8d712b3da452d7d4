import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core finds on the page as it is now, a line each: rule, element. Evaluated, not loaded: the CSP stays as it is. */
export async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const run = (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run()
    return (await run).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}
