import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const reason = lacks('chromium')
const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

describe.skipIf(reason)(`the guided session in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    served = await servedPage(4)
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: WIDE, locale: 'en-GB', colorScheme: 'dark' }, complaints)
  })
  afterEach(async () => {
    await page.close()
    await served.service.leaveGuide()
    expect(complaints).toEqual([])
  })

  const shows = (words: string | RegExp) => page.locator('main').filter({ hasText: words }).waitFor()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const at = (step: string) => page.locator(`[data-step=${step}]`).waitFor()
  async function isAccessible(name: string): Promise<void> {
    for (const [size, viewport] of [
      ['wide', WIDE],
      ['phone', PHONE],
    ] as const)
      // prettier-ignore
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        expect([name, size, colorScheme, await axeFinds(page)]).toEqual([name, size, colorScheme, []])
        expect([name, size, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, size, viewport.width])
        const shots = process.env['SOLESTREAM_SHOTS']
        if (shots !== undefined) await page.screenshot({ path: `${shots}/guide-${name}-${size}-${colorScheme}.png`, fullPage: true })
      }
    await page.setViewportSize(WIDE)
  }

  it('goes from who walks to the report, and a page that was closed finds it where it stood', async () => {
    await page.goto(`${served.url}/guide`)
    await press('Stop that recording')
    await page.getByLabel('Shoe', { exact: true }).fill('own shoe')
    await page.getByLabel('Walking aid').fill('stick')
    await isAccessible('begin')
    await page.locator('button:enabled', { hasText: 'Begin' }).click()
    await at('checks')
    await shows('own shoe, stick')
    await page.locator('.guide-checks li', { hasText: 'Battery' }).first().waitFor()
    await isAccessible('checks')
    await press('Next')
    await at('sides')
    await press('Look at the sides')
    await page.locator('.guide-now', { hasText: /on the (left|right) leg/ }).waitFor()
    await shows('Left is left and right is right.')
    await isAccessible('sides')
    await press('Next')
    await at('tare')
    await press('Tare both')
    await shows(/Tared in this session\./)
    await press('Next')
    await at('calibrate')
    await page.getByLabel('Body mass, kg').fill('5')
    await press('Start')
    await page.locator('.field-fault', { hasText: /10/ }).waitFor()
    await page.getByLabel('Body mass, kg').fill('70')
    await press('Start')
    await shows(/Calibrated in this session\./)
    await isAccessible('calibrate')
    await press('Next')
    await at('stand')
    await press('Measure standing')
    await shows(/Both feet bear \d+ N together/)
    await press('Next')
    await at('warm-up')
    await isAccessible('warm-up')
    await press('Start recording')
    await at('record')
    await page.close()
    page = await watchedPage(served.browser, { viewport: WIDE, locale: 'en-GB', colorScheme: 'dark' }, complaints)
    await page.goto(`${served.url}/guide`)
    await at('record')
    await page.keyboard.press('h')
    await shows('Handrail: noted')
    await page.keyboard.press('s')
    await shows('Speed changed: noted')
    await page.keyboard.press('t')
    await page.keyboard.type('ships')
    await page.keyboard.press('Enter')
    await shows('Note kept')
    await page.keyboard.press('p')
    await page.keyboard.press('3')
    await shows('Pain 3 of 10 noted')
    expect(served.service.status().recording!.markers.map(({ label }) => label)).toEqual([
      'handrail',
      'speed change',
      'ships',
      'pain 3 of 10',
    ])
    await page.locator('.guide-enough [data-enough=true]', { hasText: 'Averages' }).waitFor()
    await isAccessible('record')
    await press('To standing')
    await at('stand-again')
    await press('Measure standing')
    await shows(/Drift since the first standing: [+\u2212]?0\.\d %/)
    await isAccessible('stand-again')
    await press('Stop and store')
    await at('done')
    await isAccessible('done')
    const link = page.getByRole('link', { name: 'Report', exact: true })
    await link.click()
    await shows('Gait report')
    await shows('own shoe, stick')
  })

  it('speaks German', async () => {
    await served.service.leaveGuide()
    await page.goto(`${served.url}/guide`)
    await page.click('text=Deutsch')
    await shows('Von der Person bis zum Bericht')
    await press('Beginnen')
    await at('checks')
    await shows('Ein Dreieck braucht Ihr Auge')
    expect(await page.locator('.guide').textContent()).not.toMatch(/guide\.|Battery|Next|Leave/)
  })
})
