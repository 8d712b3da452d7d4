import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { createSignIn, hashPassword, SYSTEM, type PeopleStore } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { createMemoryStore, type Store } from '@solestream/processing/storage'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const PASSWORD = 'correct horse battery'
const reason = lacks('chromium')
const PHONE = { width: 360, height: 740 }

/** Nine visits from April to October: left and right come closer together, the rest stays. */
const EVENNESS = [-7, -6.6, -7.1, -5.9, -5.1, -5.5, -5.2, -4.4, -3.1]
async function addVisits(store: Store, pseudonym: string): Promise<void> {
  const statistic = (median: number, n: number) => ({
    n,
    rejected: 3,
    median,
    mean: median,
    sd: 0.02,
    cv_percent: 2,
    robustCv_percent: 2,
    ci95: null,
  })
  for (const [k, value] of EVENNESS.entries()) {
    const id = `visit-${k}`
    const key = { session: id, algorithm: 'gait@1.0.0', mode: 'offline' } as const
    const started_utc = new Date(Date.UTC(2026, 3, 8 + 23 * k, 9)).toISOString()
    await store.openSession({ id, started_utc, ended_utc: null, source: 'ble', pseudonym, condition: 'own shoe', task: 'walk' })
    const asymmetry_percent = { value, ci95: null, n: 300 }
    await store.putSummary({
      key,
      summary: {
        stance_s: { left: statistic(0.7 + value / 200, 312), right: statistic(0.7, 313), asymmetry_percent },
        cadence_per_min: { both: statistic(104 + (k % 3), 625) },
        doubleSupport_percent: { both: statistic(26 + (k % 2), 622) },
      },
      unavailable: {},
      quality: { sides: {}, coverage_percent: 99.6, clockError_ms: null },
    })
  }
}

describe.skipIf(reason)(`the patient's page in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let people: PeopleStore
  let page: Page
  let pseudonym: string
  const complaints: string[] = []

  beforeAll(async () => {
    people = createMemoryPeople()
    const store = createMemoryStore()
    const passwordHash = await hashPassword(PASSWORD)
    const anna = (await people.createAccount(SYSTEM, { name: 'anna', role: 'therapist', pseudonym: null, passwordHash }))!
    const facts = { name: 'Paul', birthYear: 1950, bodyMass_kg: 80, shoeSize: 44, notes: '' }
    pseudonym = (await people.createPerson(SYSTEM, facts, anna.id)).pseudonym
    const other = await people.createPerson(SYSTEM, { ...facts, name: 'New' }, anna.id)
    await people.createAccount(SYSTEM, { name: 'paul', role: 'patient', pseudonym, passwordHash })
    await people.createAccount(SYSTEM, { name: 'newcomer', role: 'patient', pseudonym: other.pseudonym, passwordHash })
    await addVisits(store, pseudonym)
    served = await servedPage(4, { store: people, signIn: createSignIn(people) }, store)
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: PHONE, locale: 'en-GB', deviceScaleFactor: 2 }, complaints)
  })
  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  const shows = (words: string | RegExp) => page.locator('main').filter({ hasText: words }).waitFor()
  async function enter(name: string): Promise<void> {
    await page.goto(served.url)
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', PASSWORD)
    await page.click('button.main')
  }
  /** In both schemes, on a phone and wide; nothing has to be scrolled sideways, and what is pressed is 44 px. */
  async function isAccessible(name: string): Promise<void> {
    for (const [size, viewport] of [
      ['phone', PHONE],
      ['wide', { width: 1280, height: 800 }],
    ] as const) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect([name, size, colorScheme, await axeFinds(page)]).toEqual([name, size, colorScheme, []])
        const shots = process.env['SOLESTREAM_SHOTS']
        if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${size}-${colorScheme}.png`, fullPage: true })
      }
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, viewport.width])
      const small = await page
        .locator('.patient button, .patient input, .patient select')
        .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
      expect([name, small]).toEqual([name, []])
    }
    await page.setViewportSize(PHONE)
  }

  it('a therapist agrees on a goal with the patient, sees the same page, and ends a goal', async () => {
    await enter('anna')
    await page.locator('nav').filter({ hasText: 'anna' }).waitFor()
    await page.goto(`${served.url}/people/${pseudonym}`)
    await page.click('main >> text=Your steps')
    await shows(`This is the page that ${pseudonym} sees.`)
    await shows('Your steps were more even than in April.')
    for (const [kind, words] of [
      ['atMost', 'Left and right alike'],
      ['between', 'Never too far apart'],
    ] as const) {
      await page.selectOption('[name=how]', kind)
      if (kind === 'between') await page.fill('[name=atLeast]', '0')
      await page.fill('[name=atMost]', '5')
      await page.fill('[name=words]', words)
      await page.fill('[name=agreedOn]', '2026-04-08')
      await page.click('button:has-text("Agree")')
      await page.locator('.goal').filter({ hasText: words }).waitFor()
    }
    await shows('At most 5 %. Reached at the last 2 visits in a row.')
    await isAccessible('therapist')
    await page.locator('.goal').filter({ hasText: 'Never too far' }).locator('button').click()
    await page.locator('section', { hasText: 'Earlier goals' }).filter({ hasText: 'Never too far apart' }).waitFor()
  })

  it('a goal that cannot be is refused at its field', async () => {
    await enter('anna')
    await page.locator('nav').filter({ hasText: 'anna' }).waitFor()
    await page.goto(`${served.url}/people/${pseudonym}/view`)
    await page.selectOption('[name=how]', 'between')
    await page.fill('[name=atLeast]', '6')
    await page.fill('[name=atMost]', '5')
    await page.fill('[name=words]', 'x')
    await page.click('button:has-text("Agree")')
    await page.locator('.field:has([name=atMost]) .field-fault').waitFor()
  })

  it('a patient who signs in lands there, reads what it says, and writes a note', async () => {
    await enter('paul')
    await shows('Your steps were more even than in April.')
    expect(new URL(page.url()).pathname).toBe('/me')
    expect(await page.locator('.visits-figure').count()).toBe(3)
    const evenness = page.locator('.visits-figure').first()
    for (const words of ['3.1', 'Last time: 4.4 %', 'In April: 7.0 %', '625 steps, data good', 'within your day-to-day wobble'])
      await evenness.filter({ hasText: words }).waitFor()
    await page.getByRole('img', { name: /9 visits, from 7.0 % to 3.1 %. Your day-to-day wobble is/ }).waitFor()
    await shows('Your goal with anna')
    await shows('Left and right alike')
    await shows('not a diagnosis')
    expect(await page.locator('button:has-text("Agree"), .goal button').count()).toBe(0)
    await page.fill('[name=text]', 'Slower on Monday')
    await page.click('text=Keep the note')
    await page.locator('.written').filter({ hasText: 'Slower on Monday' }).filter({ hasText: 'You, ' }).waitFor()
    expect(await page.inputValue('[name=text]')).toBe('')
    await isAccessible('patient')
  })

  it('speaks German', async () => {
    await enter('paul')
    await shows('more even')
    await page.click('text=Deutsch')
    await shows('Ihre Schritte waren gleichmäßiger als im April.')
    await shows('Letztes Mal: 4,4 %')
    await shows('keine Diagnose')
    expect(await page.locator('main').textContent()).not.toMatch(/patient\.|Your|wobble/)
    await isAccessible('german')
  })

  it('has the live page and the own data beside it, and nobody else’s page', async () => {
    await enter('paul')
    await shows('more even')
    expect(await page.locator('nav a').allTextContents()).toEqual(['Your steps', 'Live', 'Sessions', 'You', 'paul'])
    await page.click('nav >> text=Live')
    await page.locator('.live').waitFor()
    const other = (await people.readPersons(SYSTEM, {})).find(({ name }) => name === 'New')!
    await page.goto(`${served.url}/people/${other.pseudonym}/view`)
    await shows('There is no person')
  })

  it('says so where nothing was measured yet', async () => {
    await enter('newcomer')
    await shows('Nothing was measured yet.')
    await shows('No goal is agreed yet.')
    expect(await page.locator('.visits-figure').count()).toBe(0)
    await isAccessible('nothing')
  })
})
