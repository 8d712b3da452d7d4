import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { createSignIn, hashOf, SYSTEM, type PeopleStore, type SignIn } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { lacks } from '@solestream/testing'
import { axeFinds } from './axe.ts'
import { servedPage, watchedPage } from './servedPage.ts'

const PASSWORD = 'correct horse battery'
const reason = lacks('chromium')

describe.skipIf(reason)(`people and accounts in Chromium${reason === null ? '' : ` (${reason})`}`, () => {
  let served: Awaited<ReturnType<typeof servedPage>>
  let people: PeopleStore
  let signIn: SignIn
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    const store = (people = createMemoryPeople())
    await store.addDemoPeople([{ name: 'Demo person (made up)', birthYear: null, bodyMass_kg: null, shoeSize: null, notes: '' }])
    signIn = createSignIn(store)
    served = await servedPage(4, { store, signIn })
  })
  afterAll(() => served?.close())
  beforeEach(async () => {
    page = await watchedPage(served.browser, { viewport: { width: 1280, height: 800 } }, complaints)
  })
  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  const shows = (words: string | RegExp) => page.locator('main').filter({ hasText: words }).waitFor()
  /** In both schemes, wide and on a phone. */
  async function isAccessible(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect([page.url(), colorScheme, await axeFinds(page)]).toEqual([page.url(), colorScheme, []])
    }
    await page.setViewportSize({ width: 360, height: 740 })
    expect([page.url(), await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([page.url(), 360])
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  async function enter(name: string, password = PASSWORD): Promise<void> {
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', password)
    await page.click('button.main')
  }

  it('while nobody has an account, shows the demo’s made-up people and says that they are', async () => {
    await page.goto(`${served.url}/people`)
    await shows('Made-up people of the demo')
    await isAccessible()
    await page.click('text=Demo person (made up)')
    await shows('DEMO-1')
  })

  it('makes the first account with the link, once, and says what is wrong where it is wrong', async () => {
    await page.goto(`${served.url}/set-up#${await signIn.setupSecret()}`)
    await enter('root', 'short')
    await page.locator('.field:has([name=password]) .field-fault').filter({ hasText: 'at least 12 characters' }).waitFor()
    expect(await page.getAttribute('[name=password]', 'aria-invalid')).toBe('true')
    await isAccessible()
    await page.fill('[name=password]', PASSWORD)
    await page.click('button.main')
    await shows('New account')
    const links: string[] = []
    for (const [name, role] of [
      ['anna', 'therapist'],
      ['bert', 'therapist'],
      ['rita', 'researcher'],
    ] as const) {
      await page.fill('form.wide [name=name]', name)
      await page.selectOption('form.wide [name=role]', role)
      await page.click('form.wide button.main')
      await page.locator('tbody th').filter({ hasText: name }).waitFor()
      links.push((await page.textContent('form.wide code.secret'))!)
    }
    await page.fill('form.wide [name=name]', 'ANNA')
    await page.click('form.wide button.main')
    await page.locator('.field:has([name=name]) .field-fault').filter({ hasText: 'is taken' }).waitFor()
    await isAccessible()
    await page.click('nav >> text=Log')
    await shows('account.create therapist')
    await isAccessible()
    for (const [k, name] of ['anna', 'bert', 'rita'].entries()) {
      await page.context().clearCookies()
      await page.goto('about:blank')
      await page.goto(links[k]!)
      await shows('Your account')
      if (k === 0) await isAccessible()
      await enter(name)
      await page.locator('nav').filter({ hasText: name }).waitFor()
    }
  })

  it('asks who is there, says when that is wrong, and shows therapists their people', async () => {
    await page.goto(`${served.url}/people`)
    await shows('Sign in')
    await isAccessible()
    await enter('anna', 'wrong')
    await page.locator('.field-fault').filter({ hasText: 'do not fit' }).waitFor()
    await enter('anna')
    await shows('You treat nobody yet.')
    await page.click('text=New person')
    await page.fill('[name=name]', '<script>alert(1)</script> Ada')
    await page.fill('[name=birthYear]', '1961')
    await isAccessible()
    await page.click('button:has-text("Add")')
    await shows('<script>alert(1)</script> Ada')
    await page.fill('[name=version]', '2026-1')
    await page.selectOption('[name=purpose]', 'research')
    await page.click('text=Write down')
    await shows('research, under the pseudonym, text 2026-1')
    await page.selectOption('[name=therapist]', { label: 'bert' })
    await page.click('button:has-text("Add")')
    await page.locator('.lines li').filter({ hasText: 'bert' }).waitFor()
    await isAccessible()
    await page.click('text=Erase…')
    expect(await page.isDisabled('text=Erase for ever')).toBe(true)
    await page.click('nav >> text=anna')
    await shows('Tokens for scripts')
    await page.fill('[name=label]', 'script')
    await page.fill('section:has-text("Tokens for scripts") [name=password]', PASSWORD)
    await page.click('text=Make a token')
    await shows('it is not shown again')
    await page.click('text=Set it up')
    await page.locator('canvas.code-picture').waitFor()
    await isAccessible()
    await page.click('text=Sign out')
    await shows('Sign in')
  })

  it('a second factor is asked for once it is on, and a token can be taken back', async () => {
    await page.goto(`${served.url}/account`)
    await enter('anna')
    const anna = (await people.accounts()).find(({ name }) => name === 'anna')!
    const cookie = async (): Promise<string> => (await page.context().cookies())[0]!.value
    await page.click('nav >> text=anna')
    await page.click('text=Revoke')
    await page.locator('tr.faded').filter({ hasText: 'script' }).waitFor()
    await page.click('text=Set it up')
    const { TOTP } = await import('otpauth')
    const totp = new TOTP({ secret: (await page.textContent('code.secret'))!.replaceAll(' ', '') })
    const form = page.locator('form.card', { hasText: 'Second factor' })
    await form.locator('[name=code]').fill('000000')
    await form.locator('[name=password]').fill(PASSWORD)
    await form.locator('text=Switch it on').click()
    await page.locator('.field:has([name=code]) .field-fault').waitFor()
    await form.locator('[name=code]').fill(totp.generate())
    await form.locator('text=Switch it on').click()
    await shows('at sign-in a code of your authenticator app is asked for')
    await page.click('text=Sign out')
    await shows('Sign in')
    await enter('anna')
    await page.locator('[name=code]').waitFor()
    // Each code counts once, so it is the next one.
    await page.fill('[name=code]', totp.generate({ timestamp: Date.now() + 30_000 }))
    await page.click('button.main')
    await page.click('nav >> text=anna')
    await form.locator('[name=password]').fill(PASSWORD)
    await form.locator('[name=code]').fill('000000')
    await form.locator('text=Switch it off').click()
    await form.locator('.field-fault').filter({ hasText: 'Password or code do not fit' }).waitFor()
    // Both codes that hold now were used: as if a minute had passed.
    await people.setSecondFactor(SYSTEM, anna.id, totp.secret.base32, hashOf(await cookie()))
    await form.locator('[name=password]').fill(PASSWORD)
    await form.locator('[name=code]').fill(totp.generate())
    await form.locator('text=Switch it off').click()
    await shows('the password alone signs you in')
  })

  it('a consent is withdrawn, all data go out as one file, and then they are gone', async () => {
    await page.goto(`${served.url}/people`)
    await enter('anna')
    await page.click('tbody a:has-text("Ada")')
    await page.click('text=Withdraw')
    await page.locator('.lines li').filter({ hasText: 'withdrawn' }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("Export")')])
    const pseudonym = /\/people\/([^/]+)$/.exec(page.url())![1]!
    expect(download.suggestedFilename()).toContain(pseudonym)
    expect(readFileSync((await download.path())!).includes('Ada')).toBe(true)
    await page.click('text=Erase…')
    await page.locator('.field:has-text("Pseudonym") input').fill(pseudonym)
    await isAccessible()
    await page.click('text=Erase for ever')
    await shows('You treat nobody yet.')
    await page.goto(`${served.url}/people/${pseudonym}`)
    await page.locator('main').filter({ hasText: 'Person' }).waitFor()
    expect(await page.locator('main').textContent()).not.toContain('Ada')
  })

  it('an administrator takes a way to sign in away and gives it back', async () => {
    await page.goto(`${served.url}/accounts`)
    await enter('root')
    await page.click('button:has-text("Disable bert")')
    await page.locator('tr.faded').filter({ hasText: 'bert' }).waitFor()
    await page.click('button:has-text("Enable bert")')
    await page.click('button:has-text("New link for bert")')
    await page.locator('tr').filter({ hasText: 'bert' }).filter({ hasText: 'link not used yet' }).locator('code.secret').waitFor()
    await isAccessible()
    expect(await page.locator('button:has-text("New link for root")').count()).toBe(0)
    await page.click('button:has-text("Disable root")')
    await page.locator('tr').filter({ hasText: 'root' }).filter({ hasText: 'administrator' }).waitFor()
    await shows('This is the last administrator.')
  })

  it('a patient gets a link from the therapist, chooses name and password, and sees the own page, to read', async () => {
    const anna = (await people.accounts()).find(({ name }) => name === 'anna')!
    const facts = { name: 'Paul', birthYear: 1950, bodyMass_kg: 80, shoeSize: 44, notes: '' }
    const person = await people.createPerson(SYSTEM, facts, anna.id)
    await page.goto(`${served.url}/people/${person.pseudonym}`)
    await enter('anna')
    await shows('This person has no account.')
    await page.click('text=Make a one-time link')
    const link = (await page.textContent('code.secret'))!
    await shows('The link was not used yet.')
    await isAccessible()
    await page.context().clearCookies()
    await page.goto('about:blank')
    await page.goto(link)
    await shows('Your account')
    await enter('paul')
    await page.locator('nav').filter({ hasText: 'paul' }).waitFor()
    await page.goto(`${served.url}/people/${person.pseudonym}`)
    await shows('Who looked')
    await shows('account.setUp')
    await isAccessible()
    expect(await page.locator('button:has-text("Erase"), button:has-text("Change"), button:has-text("Write down")').count()).toBe(0)
  })

  it('shows researchers sessions and nothing else, and a page whose sign-in ended asks again', async () => {
    await page.goto(`${served.url}/`)
    await enter('rita')
    await shows('Sessions')
    expect(await page.locator('nav a').allTextContents()).toEqual(['Sessions', 'rita'])
    await page.context().clearCookies()
    await page.reload()
    await shows('Sign in')
  })

  it('the live page, the sessions and one session give axe-core nothing to find', async () => {
    await page.goto(served.url)
    await enter('anna')
    await page.locator('.live').waitFor()
    for (const path of ['/', '/sessions']) {
      await page.goto(`${served.url}${path}`)
      await page
        .locator(path === '/' ? '.live' : 'tbody tr')
        .first()
        .waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect([path, colorScheme, await axeFinds(page)]).toEqual([path, colorScheme, []])
      }
    }
    await page.click('tbody th a')
    await page.locator('.session').waitFor()
    expect(await axeFinds(page)).toEqual([])
  })
})
