import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openPeopleStore, peopleFiles } from '@solestream/sessions/people'
import { BY, FACTS, testPeople, therapist } from './folder.ts'

describe('people', () => {
  it('are kept under a pseudonym that says nothing of them', async () => {
    const { people } = await testPeople()
    const { id } = await therapist(people)
    const ada = await people.createPerson(BY, FACTS, id)
    expect(ada).toMatchObject({ ...FACTS, therapists: [id] })
    expect(ada.pseudonym).toMatch(/^P-[2-9A-HJKMNP-TV-Z]{6}$/)
    expect(await people.changePerson(BY, ada.pseudonym, { ...FACTS, notes: '' })).toBe(true)
    expect(await people.readPerson(BY, ada.pseudonym)).toMatchObject({ notes: '' })
    expect(await people.changePerson(BY, 'P-NOBODY', FACTS)).toBe(false)
    expect(await people.readPerson(BY, 'P-NOBODY')).toBeNull()
  })

  it('are shown to who treats them', async () => {
    const { people } = await testPeople()
    const [a, b] = [await therapist(people, 'anna'), await therapist(people, 'bert')]
    const one = await people.createPerson(BY, { ...FACTS, name: 'One' }, a.id)
    const two = await people.createPerson(BY, { ...FACTS, name: 'Two' }, b.id)
    const seenBy = async (therapist: number) => (await people.readPersons(BY, { therapist })).map((p) => p.name)
    expect([await seenBy(a.id), await seenBy(b.id)]).toEqual([['One'], ['Two']])
    await people.setTreats(BY, two.pseudonym, a.id, true)
    expect(await seenBy(a.id)).toEqual(['One', 'Two'])
    await people.setTreats(BY, one.pseudonym, a.id, false)
    expect(await people.pseudonymsOf(a.id)).toEqual([two.pseudonym])
    expect((await people.readPersons(BY, { pseudonym: one.pseudonym })).map((p) => p.name)).toEqual(['One'])
  })

  it('have who was assigned and released in their own log', async () => {
    const { people } = await testPeople()
    const { id } = await therapist(people)
    const { pseudonym } = await people.createPerson(BY, FACTS, null)
    await people.setTreats(BY, pseudonym, id, true)
    await people.setTreats(BY, pseudonym, id, false)
    const own = await people.readLog({ limit: 2, subject: pseudonym })
    expect(own.map((entry) => entry.action)).toEqual([`person.release account ${id}`, `person.assign account ${id}`])
  })

  it('consent by purpose, until they withdraw it', async () => {
    const { people } = await testPeople()
    const { pseudonym } = await people.createPerson(BY, FACTS, null)
    const other = await people.createPerson(BY, FACTS, null)
    const consent = await people.giveConsent(BY, pseudonym, 'research', '2026-1')
    await people.giveConsent(BY, other.pseudonym, 'care', '2026-1')
    expect(await people.consenting('research')).toEqual([pseudonym])
    expect(await people.withdrawConsent(BY, other.pseudonym, consent.id)).toBe(false)
    expect(await people.withdrawConsent(BY, pseudonym, consent.id)).toBe(true)
    expect(await people.withdrawConsent(BY, pseudonym, consent.id)).toBe(false)
    expect(await people.consenting('research')).toEqual([])
    expect(await people.consentsOf(pseudonym)).toMatchObject([{ version: '2026-1', withdrawn_utc: expect.any(String) }])
  })

  it('that are erased leave their pseudonym and the fact, never to be given again', async () => {
    const { people } = await testPeople()
    const { pseudonym } = await people.createPerson(BY, FACTS, (await therapist(people)).id)
    await people.giveConsent(BY, pseudonym, 'care', '1')
    await people.erasePerson(BY, pseudonym)
    expect(await people.readPersons(BY, {})).toEqual([])
    expect(await people.consentsOf(pseudonym)).toEqual([])
    expect(await people.erasures()).toMatchObject([{ pseudonym }])
    const log = await people.readLog({ limit: 100, subject: pseudonym })
    expect(log.map((e) => e.action)).toContain('person.erase')
  })
})

describe('accounts', () => {
  it('have names of their own, whatever the capital letters', async () => {
    const { people } = await testPeople()
    expect(await therapist(people, 'Anna')).toMatchObject({ name: 'Anna', role: 'therapist', secondFactor: false })
    expect(await people.createAccount(BY, { name: 'ANNA', role: 'patient', pseudonym: null, passwordHash: '' })).toBeNull()
  })

  it('keep one administrator who can sign in', async () => {
    const { people } = await testPeople()
    const first = await people.createFirstAccount(BY, { name: 'root', passwordHash: 'none' })
    expect(await people.createFirstAccount(BY, { name: 'toor', passwordHash: 'none' })).toBeNull()
    expect(await people.setDisabled(BY, first!.id, true)).toBe(false)
    await people.createAccount(BY, { name: 'not yet', role: 'administrator', pseudonym: null, passwordHash: null })
    expect(await people.setDisabled(BY, first!.id, true)).toBe(false)
    await people.createAccount(BY, { name: 'second', role: 'administrator', pseudonym: null, passwordHash: 'none' })
    expect(await people.setDisabled(BY, first!.id, true)).toBe(true)
  })
})

it('its files are for their owner only, and are there again after a restart', async () => {
  const { people, data } = await testPeople()
  const { pseudonym } = await people.createPerson(BY, FACTS, null)
  const { database, key, head } = peopleFiles(data)
  for (const file of [database, key, head]) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600])
  await people.close()
  const again = await openPeopleStore(data)
  expect(await again.readPerson(BY, pseudonym)).toMatchObject(FACTS)
  await again.close()
})
