import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import type { SessionDocument } from '@solestream/dashboard-shared'
import { createNumbers } from '@solestream/dashboard-shared/language'
import { createSignIn, SYSTEM } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage } from './servedPage.ts'

const reason = lacks('chromium')
/** So many strides of both feet: enough for intervals and for the middle 90 %. */
const STRIDES = 90
const WAIT = { timeout: 60_000, interval: 100 }
const NAME = 'Jürgen Größe (made up)'

const FINDING = {
  rule: 'r',
  topic: 'off-balance-stride',
  foot: 'left',
  says: '',
  measured: { metric: 'swing_s', label: 'Swing time', unit: 's', value: 0.4, n: 80, ci95: [0.39, 0.41] },
  compared: { with: 'other-side', reference: 0.45, deviation: { value: -11.8, n: 80, ci95: [-13, -10], unit: '%' }, threshold: 5, source: 'a source' },
  certainty: 'moderate',
  doubts: ['not calibrated'],
  links: ['ankle', 'knee', 'hip', 'back'].map((joint) => ({ joint, because: 'a reason', source: 'another source' })),
  ask: ['Is it so without shoes?'],
} // prettier-ignore

describe.skipIf(reason)(`report and comparison in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let page: Page
  let [a, b] = ['', '']
  const complaints: string[] = []

  /** A session of the simulated walker, computed again as a whole. */
  async function record(pseudonym: string): Promise<string> {
    const { service } = served
    const { id } = await service.startRecording({ pseudonym, condition: 'own shoes' })
    await vi.waitFor(() => expect(service.status().recording?.strides).toBeGreaterThan(STRIDES), WAIT)
    await service.stopRecording()
    await vi.waitFor(async () => expect((await service.getSession(id))?.session.current?.mode).toBe('offline'), WAIT)
    return id
  }

  beforeAll(async () => {
    const store = createMemoryPeople()
    await store.addDemoPeople([{ name: NAME, birthYear: null, bodyMass_kg: 70, shoeSize: null, notes: '' }])
    const [person] = await store.readPersons(SYSTEM, { demo: true })
    served = await servedPage(20, { store, signIn: createSignIn(store) })
    await served.service.stopRecording()
    a = await record(person!.pseudonym)
    b = await record(person!.pseudonym)
  }, 120_000)
  afterAll(() => served?.close())
  beforeEach(async () => {
    complaints.length = 0
    page = await served.browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
  })
  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  async function isAccessible(name: string): Promise<void> {
    const shots = process.env['SOLESTREAM_SHOTS']
    for (const [width, height] of [[1280, 900], [360, 740]] as const) {
      await page.setViewportSize({ width, height })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect([name, width, colorScheme, await axeFinds(page)]).toEqual([name, width, colorScheme, []])
        if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, clip: { x: 0, y: 0, width, height: 1500 }, fullPage: true })
      }
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, width])
    } // prettier-ignore
  }
  const shows = (words: string | RegExp) => page.locator('main').filter({ hasText: words }).waitFor()
  const sessionOf = async (id: string): Promise<SessionDocument> =>
    (await page.request.get(`${served.url}/api/v1/sessions/${id}`)).json() as Promise<SessionDocument>
  /** Whether anything of the sheet does not fit on its paper. */
  const overflows = (): Promise<boolean> =>
    page.evaluate(() => {
      const sheet = document.querySelector('.report-page')!
      return sheet.scrollHeight > sheet.clientHeight || sheet.scrollWidth > sheet.clientWidth
    })
  const wordsOf = async (bytes: Uint8Array): Promise<readonly string[]> =>
    (await extractText(await getDocumentProxy(bytes), { mergePages: false })).text

  it('shows the report of a session, from its page', async () => {
    await page.goto(`${served.url}/sessions/${a}`)
    await page.click('a:has-text("Report")')
    await shows('Gait report')
    await shows(NAME)
    await shows('This describes measurements. It is not a diagnosis.')
    expect(await page.locator('.report-page svg[role=img]').count()).toBe(5)
    const { result } = await sessionOf(a)
    const { left, right } = result!.summary.stance_s!
    const row = page.locator('.report-page tr', { hasText: 'Stance time' })
    const cells = await row.locator('td').allTextContents()
    expect([cells[0], cells[2], cells[6]]).toEqual([left!.median.toFixed(3), right!.median.toFixed(3), `${left!.n} / ${right!.n}`])
    await isAccessible('report')
  })

  it('prints it on one side of paper, in light colours, with the appendix behind it', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${served.url}/sessions/${a}/report`)
    await shows('Gait report')
    const shots = process.env['SOLESTREAM_SHOTS']
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, ...(shots && { path: `${shots}/printed.pdf` }) })
    const pages = await wordsOf(new Uint8Array(bytes))
    expect(pages[0]).toContain('Gait report')
    expect(pages[0]).toContain('It is not a diagnosis')
    // All of the sheet is on it, and nothing of the appendix.
    expect(pages[1]).toMatch(/^\s*Appendix/)
    await page.emulateMedia({ media: 'print' })
    expect(await overflows()).toBe(false)
    const paper = await page.evaluate(() => [
      getComputedStyle(document.querySelector('.report-page')!).backgroundColor,
      getComputedStyle(document.querySelector('.topbar')!).display,
    ])
    expect(paper).toEqual(['rgb(255, 255, 255)', 'none'])
  })

  it('prints one side however much there is to say', async () => {
    const long = 'Words that are not to end, '.repeat(12)
    await page.route(
      (url) => url.pathname === `/api/v1/sessions/${a}`,
      async (route) => {
        const document = (await (await route.fetch()).json()) as { session: object }
        const findings = [1, 2, 3, 4, 5].map((k) => ({
          ...FINDING,
          rule: `r${k}`,
          says: `${k} ${long}`,
          measured: { ...FINDING.measured },
        }))
        await route.fulfill({ json: { ...document, session: { ...document.session, condition: long.slice(0, 200) }, findings } })
      },
    )
    await page.goto(`${served.url}/sessions/${a}/report`)
    await shows('2 more in the appendix')
    await isAccessible('crowded')
    const shots = process.env['SOLESTREAM_SHOTS']
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, ...(shots && { path: `${shots}/crowded.pdf` }) })
    expect((await wordsOf(new Uint8Array(bytes)))[1]).toMatch(/^\s*Appendix/)
    await page.emulateMedia({ media: 'print' })
    expect(await overflows()).toBe(false)
  })

  it.each(['en', 'de'] as const)('gives the same words and figures as PDF for the record: %s', async (language) => {
    await page.goto(`${served.url}/sessions/${a}/report`)
    await shows('Gait report')
    if (language === 'de') await page.click('button:has-text("Deutsch")')
    await shows(language === 'de' ? 'Gangbericht' : 'Gait report')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')])
    const [first] = await wordsOf(new Uint8Array(readFileSync((await download.path())!)))
    // As on the page, cell by cell, white space apart.
    const plain = (words: string): string => words.replaceAll(/\s+/gu, '')
    const cells = await page.locator('.report-page :is(h1, h2, th, dt, td, footer p)').allTextContents()
    expect(cells.length).toBeGreaterThan(60)
    const missing = cells.filter((cell) => !plain(first!).includes(plain(cell)))
    expect(missing).toEqual([])
    const { number } = createNumbers(language)
    expect(first).toContain(number((await sessionOf(a)).result!.summary.stance_s!.left!.median, 3))
  })

  it('compares two sessions that were chosen in the list: speed first, then what changed', async () => {
    await page.goto(`${served.url}/sessions`)
    await shows('Choose two sessions to compare them.')
    const boxes = page.locator('tbody input[type=checkbox]')
    await boxes.nth(0).check()
    await shows('Choose one more session')
    await boxes.nth(1).check()
    await isAccessible('choose')
    await page.click('a:has-text("Compare the two")')
    await shows('Two sessions compared')
    // The older one is A.
    expect(new URL(page.url()).search).toBe(`?a=${a}&b=${b}`)
    await shows('The speed of at least one session is not known')
    await shows('For the day-to-day wobble three own sessions')
    expect(await page.locator('.report-curves svg[role=img], .report-feet svg[role=img]').count()).toBe(4)
    await isAccessible('compare')
    await page.fill('[name=speed-a]', 'fast')
    await page.click('text=Compare with these speeds')
    await page.locator('.field-fault').waitFor()
    await page.fill('[name=speed-a]', '3.6')
    await page.fill('[name=speed-b]', '4,0')
    await page.click('text=Compare with these speeds')
    await shows('The speeds differ: 3.60 and 4.00 km/h')
    const { result } = await sessionOf(b)
    const row = page.locator('.compare-table tr', { hasText: 'Stance time' }).first()
    expect(await row.locator('td').nth(2).textContent()).toBe(result!.summary.stance_s!.left!.median.toFixed(3))
    await page.goto(`${served.url}/compare?a=${a}&b=nothing`)
    await shows('There is no session nothing')
    complaints.splice(0, complaints.length, ...complaints.filter((c) => !c.includes('404')))
  })
})
