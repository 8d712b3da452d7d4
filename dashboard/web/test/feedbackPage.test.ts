import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const reason = lacks('chromium')
const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

describe.skipIf(reason)(`feedback in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let page: Page
  let screen: Page
  const complaints: string[] = []
  const screenComplaints: string[] = []

  beforeAll(async () => {
    served = await servedPage(1)
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: WIDE, locale: 'en-GB', colorScheme: 'dark' }, complaints)
    screen = await watchedPage(served.browser, { viewport: WIDE, locale: 'en-GB', colorScheme: 'dark' }, screenComplaints)
  })
  afterEach(async () => {
    await page.close()
    await screen.close()
    served.service.stopFeedback()
    expect([...complaints, ...screenComplaints]).toEqual([])
  })

  const shows = (on: Page, words: string | RegExp) => on.locator('main').filter({ hasText: words }).waitFor()
  async function isAccessible(on: Page, name: string): Promise<void> {
    for (const [size, viewport] of [
      ['wide', WIDE],
      ['phone', PHONE],
    ] as const)
      // prettier-ignore
      for (const colorScheme of ['light', 'dark'] as const) {
        await on.setViewportSize(viewport)
        await on.emulateMedia({ colorScheme })
        expect([name, size, colorScheme, await axeFinds(on)]).toEqual([name, size, colorScheme, []])
        expect([name, size, await on.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, size, viewport.width])
        const shots = process.env['SOLESTREAM_SHOTS']
        if (shots !== undefined) await on.screenshot({ path: `${shots}/feedback-${name}-${size}-${colorScheme}.png`, fullPage: true })
      }
    await on.setViewportSize(WIDE)
  }

  it('a therapist sets a goal; the patient’s screen shows it, with its delay', async () => {
    await page.goto(`${served.url}/feedback`)
    await screen.goto(`${served.url}/feedback/screen`)
    await shows(page, 'Nothing is shown')
    await shows(screen, 'Your therapist starts the next part.')
    await isAccessible(screen, 'waiting')
    await page.getByLabel('Goal', { exact: true }).selectOption('Cadence')
    await page.getByLabel('Band from, /min').fill('60')
    await page.getByLabel('Band to, /min').fill('61')
    await page.getByLabel('Shown').selectOption('all the time')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await shows(screen, 'Keep the mark inside the band')
    await shows(screen, 'Steps in a minute')
    await shows(screen, 'Outside: faster')
    await shows(page, 'goal 60 to 61 /min')
    await shows(page, /newest step: \d+ \/min.*faster/)
    await isAccessible(screen, 'outside')
    // Both feet move; the band does not: a band around what the person does holds the mark.
    await page.getByLabel('Band to, /min').fill('200')
    await page.getByRole('button', { name: 'Start anew' }).click()
    await shows(screen, 'Inside the band')
    await page.locator('td', { hasText: '100 %' }).waitFor()
    await isAccessible(page, 'therapist')
    await screen.locator('[data-delay]').waitFor()
    // A figure, not a deadline: `npm run bench -- 7` prints it.
    expect(Number(await screen.locator('[data-delay]').getAttribute('data-delay'))).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Stop the feedback' }).click()
    await shows(screen, 'Your therapist starts the next part.')
    const markers = served.service.status().recording!.markers.map(({ label }) => label)
    expect(markers.slice(-3)).toEqual(['feedback cadence shown (always)', 'feedback cadence shown (always)', 'feedback stopped'])
  })

  it('begins without feedback, says so calmly, and has a tone that can be turned off', async () => {
    await page.goto(`${served.url}/feedback`)
    await screen.goto(`${served.url}/feedback/screen`)
    await page.getByLabel('Goal', { exact: true }).selectOption({ index: 0 })
    await page.getByLabel('Length of one block, s').fill('10')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await shows(screen, 'Walk on in the same way')
    expect(await screen.locator('.feedback-mark').count()).toBe(0)
    await isAccessible(screen, 'off')
    await screen.getByRole('button', { name: 'Turn the tone on' }).click()
    await screen.getByRole('button', { name: 'Tone on: sounds outside the band' }).click()
    await screen.getByRole('button', { name: 'Tone off' }).click()
    await screen.getByLabel('Loudness').fill('0.2')
    await shows(screen, 'Stand as long on the left as on the right')
    await screen.locator('.feedback-mark').waitFor()
    await isAccessible(screen, 'symmetry')
    await shows(page, /before, without\s*\d+/)
  })

  it('says beside the field what is wrong, and of the goal why it cannot be shown', async () => {
    await page.goto(`${served.url}/feedback`)
    await page.getByLabel('Band from, %').fill('left')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.field:has([name=low]) .field-fault').waitFor()
    await page.getByLabel('Band from, %').fill('6')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.field:has([name=high]) .field-fault', { hasText: 'larger' }).waitFor()
    await page.getByLabel('Band to, %').fill('7')
    await page.getByLabel('Length of one block, s').fill('1')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.field:has([name=block_s]) .field-fault').waitFor()
    expect(served.service.status().feedback).toBe(null)
    await isAccessible(page, 'faults')
  })

  it('speaks German', async () => {
    await page.goto(`${served.url}/feedback`)
    await page.click('text=Deutsch')
    await shows(page, 'Ein Ziel auf einmal')
    expect(await page.locator('main').textContent()).not.toMatch(/feedback\.|Goal|Band from/)
  })

  it('says that nothing comes from the insoles, and goes on when they are back', async () => {
    await screen.goto(`${served.url}/feedback/screen`)
    served.service.startFeedback({ goal: 'cadence', side: null, low: 60, high: 200, tone: false, fading: 'always', block_s: 60 })
    await shows(screen, 'Inside the band')
    served.source.muted = 'both'
    await shows(screen, 'Nothing comes from the insoles')
    served.source.muted = null
    await shows(screen, 'Inside the band')
  })
})
