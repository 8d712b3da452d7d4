import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const reason = lacks('chromium')
const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

describe.skipIf(reason)(`the belt's speed in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    served = await servedPage(4)
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: WIDE, locale: 'en-GB', colorScheme: 'dark' }, complaints)
    await page.goto(`${served.url}/`)
    await page.getByRole('button', { name: /^Belt/ }).click()
  })
  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  const set = () => page.getByRole('button', { name: 'Set', exact: true }).click()
  const fault = () => page.locator('.belt .field-fault').textContent()
  async function isAccessible(name: string): Promise<void> {
    for (const viewport of [WIDE, PHONE])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        expect([name, viewport.width, colorScheme, await axeFinds(page)]).toEqual([name, viewport.width, colorScheme, []])
        expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, viewport.width])
        const shots = process.env['SOLESTREAM_SHOTS']
        if (shots !== undefined) await page.screenshot({ path: `${shots}/belt-${name}-${viewport.width}-${colorScheme}.png` })
      }
    await page.setViewportSize(WIDE)
  }

  it('says what is wrong with a speed or an incline where it was typed', async () => {
    for (const text of ['fast', '-1', '40']) {
      await page.getByLabel('Speed of the belt, km/h').fill(text)
      await set()
      expect(await fault()).toContain('A number from 0 to 28')
    }
    await page.getByLabel('Speed of the belt, km/h').fill('4,5')
    await page.getByLabel('Incline, %').fill('steep')
    await set()
    expect(await fault()).toContain('A number from -30 to 50')
    expect(served.service.status().belt.speed_m_s).toBeNull()
    await isAccessible('dialog')
  })

  it('a speed that was typed gives stride length and walk ratio, with who told it', async () => {
    await page.getByLabel('Speed of the belt, km/h').fill('4.5')
    await page.getByLabel('Incline, %').fill('2')
    await set()
    const tile = page.locator('.belt-tile')
    await tile.getByText('4.5 km/h').waitFor()
    await tile.getByText('Belt, typed').waitFor()
    await page.locator('.figure.stride .words', { hasText: /L 1\.3\d, R 1\.3\d m/ }).waitFor()
    await page.locator('.figure.cadence .words', { hasText: /walk ratio 0\.00\d+/ }).waitFor()
    // In the header's one line: nothing below moves.
    expect(await page.evaluate(() => document.querySelector('.live-header')!.getBoundingClientRect().height)).toBeLessThan(66)
    await isAccessible('line')
    expect(served.service.status().belt).toMatchObject({ speed_m_s: 1.25, incline_percent: 2, teller: 'typed' })
    await tile.click()
    await page.getByLabel('Speed of the belt, km/h').fill('')
    await set()
    await tile.getByText('set', { exact: true }).waitFor()
  })
})
