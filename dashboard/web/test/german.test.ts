import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { CATALOGUES } from '@solestream/dashboard-shared/language'
import { createSignIn, SYSTEM, type PeopleStore, type SignIn } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const PASSWORD = 'korrekt Pferd Batterie'
const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }
const reason = lacks('chromium')

const [en, de] = await Promise.all([CATALOGUES.en(), CATALOGUES.de()])
const textsOf = (catalogue: typeof en): Map<string, string> =>
  new Map(
    Object.entries(catalogue).flatMap(([place, texts]) =>
      Object.entries(texts).map(([key, text]): [string, string] => [`${place}.${key}`, text]),
    ),
  )
const german = textsOf(de as typeof en)
/** What only an English page says: whole messages of two words and more. */
const ENGLISH = [...textsOf(en)].flatMap(([key, text]) => (/^[^{<]+ [^{<]+$/.test(text) && german.get(key) !== text ? [text] : []))
const RAW_KEY = new RegExp(`\\b(${Object.keys(en).join('|')})\\.[a-z]\\w+`)

describe.skipIf(reason)(`every page in German in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let people: PeopleStore
  let signIn: SignIn
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    people = createMemoryPeople()
    await people.addDemoPeople([{ name: 'Erfunden', birthYear: null, bodyMass_kg: 71.5, shoeSize: null, notes: '' }])
    signIn = createSignIn(people)
    served = await servedPage(4, { store: people, signIn })
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: WIDE, locale: 'de-DE', colorScheme: 'light' }, complaints)
  })
  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  const shows = (words: string | RegExp) => page.locator('main').filter({ hasText: words }).first().waitFor()
  const go = (path: string) => page.goto(`${served.url}${path}`)
  async function enter(name: string): Promise<void> {
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', PASSWORD)
    await page.click('button.main')
  }
  /** What people read and what is read to them, but for what says that it is English. */
  const said = (): Promise<string> =>
    page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement
      copy.querySelectorAll('[lang=en], script, style').forEach((element) => element.remove())
      const attributes = [...copy.querySelectorAll('*')].flatMap((element) =>
        ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
      )
      return [copy.textContent, ...attributes].join('\n')
    })
  async function isGerman(name: string): Promise<void> {
    expect(await page.getAttribute('html', 'lang')).toBe('de')
    const text = await said()
    expect([name, ENGLISH.filter((words) => text.includes(words)), RAW_KEY.exec(text)?.[0]]).toEqual([name, [], undefined])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect([name, colorScheme, await axeFinds(page)]).toEqual([name, colorScheme, []])
    }
    await page.setViewportSize(PHONE)
    // Charts take their new width a frame later.
    await expect.poll(async () => [name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, PHONE.width])
    const shots = process.env['SOLESTREAM_SHOTS']
    if (shots !== undefined) await page.screenshot({ path: `${shots}/de-${name}-phone.png`, fullPage: true })
    await page.setViewportSize(WIDE)
    if (shots !== undefined) await page.screenshot({ path: `${shots}/de-${name}-wide.png`, fullPage: true })
  }

  it('live page, guide and feedback', async () => {
    await go('/')
    await page.locator('.live').waitFor()
    await isGerman('live')
    for (const [path, words] of [
      ['/guide', 'Geführte Aufnahme'],
      ['/feedback', 'Feedback'],
    ] as const) {
      await go(path)
      await shows(words)
      await isGerman(path.slice(1))
    }
  })

  it('sessions, and one of them', async () => {
    await go('/')
    await page.locator('.live').waitFor()
    await expect
      .poll(async () => (await (await fetch(`${served.url}/api/v1/sessions`)).json()).sessions[0]?.strides, { timeout: 30_000 })
      .toBeGreaterThan(40)
    await go('/sessions')
    await page.locator('tbody th a').first().waitFor()
    await shows('Doppelschritte')
    await isGerman('sessions')
    await page
      .getByRole('link', { name: /20\d\d/ })
      .first()
      .click()
    await page.locator('.session-header').waitFor()
    await isGerman('session-running')
    await served.service.stopRecording()
    await page.reload()
    await page.locator('.summary').first().waitFor()
    await shows(/Was auffällt, von den Füßen aufwärts/)
    await page.evaluate(() => document.querySelectorAll('details').forEach((group) => (group.open = true)))
    await isGerman('session')
  })

  it('people of the demo', async () => {
    await go('/people')
    await shows('Erfundene Personen der Vorführung')
    await shows('71,5 kg')
    await isGerman('people-demo')
    await page.click('tbody a')
    await shows('DEMO-1')
    await isGerman('person-demo')
  })

  it('first account, accounts and log', async () => {
    await go(`/set-up#${await signIn.setupSecret()}`)
    await shows('Das erste Konto')
    await page.fill('[name=name]', 'wurzel')
    await page.fill('[name=password]', 'kurz')
    await page.click('button.main')
    await page.locator('.field:has([name=password]) .field-fault', { hasText: 'Es braucht mindestens 12 Zeichen' }).waitFor()
    await isGerman('set-up')
    await enter('wurzel')
    await shows('Neues Konto')
    await page.fill('form.wide [name=name]', 'anna')
    await page.selectOption('form.wide [name=role]', 'therapist')
    await page.click('form.wide button.main')
    await shows('Geben Sie diesen Link')
    await isGerman('accounts')
    const link = (await page.textContent('form.wide code.secret'))!
    await page.click('nav >> text=Protokoll')
    await shows('account.create therapist')
    await isGerman('log')
    await page.context().clearCookies()
    await go('/sessions')
    await shows('Anmelden')
    await page.fill('[name=name]', 'anna')
    await page.fill('[name=password]', 'falsch')
    await page.click('button.main')
    await shows('Name, Passwort oder Code passen nicht.')
    await isGerman('sign-in')
    await page.goto('about:blank')
    await page.goto(link)
    await shows('Ihr Konto')
    await enter('anna')
    await page.locator('nav').filter({ hasText: 'anna' }).waitFor()
  })

  it('one’s own account, people and a person', async () => {
    await go('/account')
    await enter('anna')
    await shows('Token für Skripte')
    await page.fill('[name=label]', 'Skript')
    await page.locator('section:has-text("Token für Skripte") [name=password]').fill(PASSWORD)
    await page.click('text=Token anlegen')
    await shows('Kopieren Sie das Geheimnis jetzt')
    await page.click('text=Einrichten')
    await page.locator('canvas.code-picture').waitFor()
    await isGerman('account')
    await go('/people')
    await shows('Sie behandeln noch niemanden.')
    await page.click('text=Neue Person')
    await isGerman('people')
    const anna = (await people.accounts()).find(({ name }) => name === 'anna')!
    const facts = { name: 'Ada', birthYear: 1961, bodyMass_kg: 70, shoeSize: 38.5, notes: '' }
    const { pseudonym } = await people.createPerson(SYSTEM, facts, anna.id)
    await go(`/people/${pseudonym}`)
    await page.fill('[name=version]', '2026-1')
    await page.click('text=Festhalten')
    await shows(/Behandlung, Text 2026-1, erteilt \d+\. \p{L}+ 20\d\d um/u)
    await page.click('text=Löschen…')
    await isGerman('person')
    await go(`/people/${pseudonym}/view`)
    await shows('Noch wurde nichts gemessen.')
    await isGerman('patient')
  })
})
