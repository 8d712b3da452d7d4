import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage } from './servedPage.ts'

const reason = lacks('chromium')

describe.skipIf(reason)(`the page in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    served = await servedPage(4)
  })
  afterAll(() => served?.close())

  beforeEach(async () => {
    complaints.length = 0
    if (served.service.status().recording === null) await served.service.startRecording()
    page = await served.browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(served.url)) complaints.push(`asked elsewhere: ${request.url()}`)
    })
  })
  afterEach(async () => {
    await page.close()
    // Content that the CSP refuses is a console error too.
    expect(complaints).toEqual([])
  })

  const shows = (selector: string, words: string | RegExp) => page.locator(selector).filter({ hasText: words }).first().waitFor()
  const colours = (selector: string) =>
    page.locator(selector).evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      // Read from a copy: reading the page's own canvas would make the browser draw it otherwise.
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
      copy.drawImage(canvas as HTMLCanvasElement, 0, 0)
      const { data } = copy.getImageData(0, 0, width, height)
      return new Set(new Uint32Array(data.buffer)).size
    })

  it('shows a walk live: feet, force, figures, strides', async () => {
    await page.goto(served.url)
    await shows('.who', 'Simulated walker')
    await shows('.pill', /Recording\s*\d+:\d\d/)
    await shows('[data-figure=stance]', /^L0\.\d\ds\d\d\.\d %R0\.\d\ds/)
    await shows('[data-figure=cadence]', /^\d{2,3}\/min$/)
    await shows('[data-figure=swing]', /^L0\.\d\ds/)
    await shows('[data-figure=asymmetry]', /^[+\u2212]?\d+\.\d%$/)
    await page.waitForFunction(() => Number(document.querySelector('[data-figure=strides]')?.textContent) > 60)
    // Both feet are loaded at one time or another: the map then has many colours, and the centre of pressure is drawn over it.
    for (const side of ['left', 'right'])
      await expect.poll(() => colours(`.foot.${side} .foot-map`), { timeout: 10_000, interval: 50 }).toBeGreaterThan(20)
    await expect.poll(() => colours('.foot.left .foot-over'), { timeout: 10_000, interval: 50 }).toBeGreaterThan(5)
    // The feet fill their places: a picture class of another page once made them small.
    for (const side of ['left', 'right']) {
      const [foot, place] = await Promise.all([
        page.locator(`.foot.${side} .foot-map`).boundingBox(),
        page.locator('.card.feet').boundingBox(),
      ])
      expect(foot!.width / place!.width).toBeGreaterThan(0.35)
    }
    expect(await page.locator('.foot.left .gait-lines path').getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+L/)
    expect(await colours('.force canvas')).toBeGreaterThan(20)
    expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1280, 800])
  })

  it('shows the figure that was chosen large, with its goal, and keeps both', async () => {
    await page.goto(served.url)
    await shows('.figure.large .standing', /in the goal|above the goal|below the goal/)
    await page.getByLabel('Shown large').selectOption('Cadence')
    await page.locator('.figure.large.cadence').getByRole('button', { name: 'set a goal' }).click()
    const dialog = page.getByRole('dialog', { name: 'Goal for Cadence' })
    await dialog.getByLabel('From, /min').fill('fast')
    await dialog.getByRole('button', { name: 'Set the goal' }).click()
    await dialog.getByText('Both are numbers').waitFor()
    await dialog.getByLabel('From, /min').fill('20')
    await dialog.getByLabel('To, /min').fill('21,5')
    expect(await axeFinds(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Set the goal' }).click()
    await shows('.figure.large.cadence .standing', /above the goal/)
    await page.reload()
    await shows('.figure.large.cadence .course', 'goal 20 to 22')
    await page.getByLabel('Shown large').selectOption('Asymmetry of stance')
  })

  it('marks by key and by dialog, and starts and stops by key', async () => {
    await page.goto(served.url)
    await shows('.pill', /Recording/)
    await page.keyboard.press('3')
    await shows('.said', 'Marker 3 set')
    await page.keyboard.press('p')
    await page.locator('dialog[open]').waitFor()
    await page.keyboard.press('4')
    await shows('.said', 'Pain 4 of 10 noted')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    expect(served.service.status().recording?.markers.map((m) => m.label)).toEqual(['marker 3', 'pain 4 of 10'])
    await page.keyboard.press('Space')
    await shows('.said', 'Recording stopped')
    await shows('.pill', 'Not recording')
    expect(served.service.status().recording).toBeNull()
    await page.keyboard.press('Space')
    await shows('.pill', /Recording/)
  })

  it('tares and calibrates by body weight, step by step', async () => {
    await served.service.stopRecording()
    await page.goto(served.url)
    await page.getByRole('button', { name: 'Calibrate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tare and calibrate' })
    const says = (words: string | RegExp) => dialog.getByText(words).first().waitFor()
    expect(await axeFinds(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Tare both' }).click()
    await says('Both insoles are tared.')
    await dialog.getByLabel('Body mass, kg').fill('5')
    await dialog.getByRole('button', { name: 'Start' }).click()
    await says(/Must be >= 10/)
    await dialog.getByLabel('Body mass, kg').fill('70')
    await dialog.getByRole('button', { name: 'Start' }).click()
    await says('Stand still on the left leg')
    await says('Get ready: go on the right leg')
    await says('Stand still on the right leg')
    await says('Both insoles are calibrated by body weight.')
    await says(/Residual 0\.\d % of body weight, condition number 1\.\d, left against right ±0\.\d %\./)
    expect(served.service.status().insoles.map(({ calibration }) => calibration?.method)).toEqual(['body-weight', 'body-weight'])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    // The browser tells of the 400 that was asked for.
    complaints.splice(0, complaints.length, ...complaints.filter((c) => !c.includes('400')))
  })

  it('says within two seconds that a foot fell silent, greys what rests on it, and finds it again', async () => {
    await page.goto(served.url)
    await shows('.foot.right .foot-words', /ground|air/)
    await shows('[data-figure=stance]', /R0\.\d\d/)
    served.source.muted = 'right'
    const since = performance.now()
    await shows('.notice h2', /Right lost for \d s/)
    expect(performance.now() - since).toBeLessThan(2000)
    await shows('[data-figure=stance] .stale', /R0\.\d\d/)
    await shows('.figure.cadence .evidence', /R is \d s old/)
    expect(await page.locator('[data-figure=stance] .stale').count()).toBe(1)
    served.source.muted = null
    await shows('.foot.right .foot-words', /ground|air/)
    await page.locator('.notice').first().waitFor({ state: 'detached' })
  })

  it('says that the server is gone and comes back by itself', async () => {
    await page.goto(served.url)
    await shows('.foot.left .foot-words', /ground|air/)
    await served.down()
    await shows('.notice h2', /No connection to solestream/)
    await shows('.foot.left .foot-words', /\d+ s ago/)
    expect(await page.locator('.keybar .main').isDisabled()).toBe(true)
    await served.up()
    await shows('.foot.left .foot-words', /ground|air/)
    await page.locator('.notice').first().waitFor({ state: 'detached' })
    // The refused tries are the browser's own words.
    complaints.splice(0, complaints.length, ...complaints.filter((c) => !/WebSocket connection to|ERR_CONNECTION_REFUSED/.test(c)))
  })

  it('lists the sessions and shows one, with strides as CSV', async () => {
    await page.goto(served.url)
    await page.waitForFunction(() => Number(document.querySelector('[data-figure=strides]')?.textContent) > 30)
    const { id } = await served.service.stopRecording()
    await page.getByRole('link', { name: 'Sessions' }).click()
    await page.locator(`a[href="/sessions/${id}"]`).click()
    await shows('.summary tbody tr', /Stance time/)
    await shows('.session-header', /computed again after the session/)
    await shows('.note', /Not used: L \d+ \(/)
    await shows('[aria-labelledby=findings]', /Nothing does/)
    for (const side of ['left', 'right']) expect(await page.locator(`svg.picture path.line.${side}`).count()).toBeGreaterThanOrEqual(2)
    await page.locator('[aria-labelledby=regions] select').selectOption({ label: 'Relative load, %' })
    await shows('.parts tbody tr', /medial heel\s*\d/)
    await page.click('summary:has-text("Force curve")')
    await shows('.summary tbody tr', /First force peak/)
    expect(await colours('.stride-chart canvas >> nth=0')).toBeGreaterThan(20)
    const csv = await page.request.get(`${served.url}${await page.locator('a.button[download]').getAttribute('href')}`)
    expect(csv.headers()['content-type']).toContain('text/csv')
    expect((await csv.text()).split('\n')[0]).toContain('stance_s')
    await page.reload()
    await shows('.summary tbody tr', /Stance time/)
    await page.goto(`${served.url}/sessions/none`)
    await shows('[role=alert]', /none/)
    // The browser tells of the 404 that was asked for.
    complaints.splice(0, complaints.length, ...complaints.filter((c) => !c.includes('404')))
  })

  it('keeps the chosen colours, and is walked by keyboard from the skip link on', async () => {
    await page.goto(`${served.url}/sessions`)
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
    expect(await theme()).toBe('dark')
    await page.getByRole('button', { name: 'Light colours' }).click()
    expect(await theme()).toBe('light')
    await page.reload()
    expect(await theme()).toBe('light')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it.each([
    [1024, 768],
    [768, 1024],
    [360, 740],
  ])('fits %i x %i without sideways scrolling, buttons at least 44 px', async (width, height) => {
    await page.setViewportSize({ width, height })
    for (const path of ['/', '/sessions']) {
      await page.goto(served.url + path)
      await page.getByRole('link', { name: 'Sessions' }).waitFor()
      await page.locator(path === '/' ? '.keybar .main' : 'h1').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      const low = await page.locator('button:visible').evaluateAll((all) => all.filter((b) => b.getBoundingClientRect().height < 44).length)
      expect(low).toBe(0)
    }
  })
})
