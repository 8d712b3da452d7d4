import { describe, expect, it } from 'vitest'
import { BY, FACTS, testPeople, therapist } from './folder.ts'

const GOAL = { metric: 'stance_s', of: 'asymmetry', atLeast: -5, atMost: 5, words: 'Left and right alike', agreedOn: '2026-04-14' } as const

describe('goals and notes', () => {
  it('are several over time; those that ended are kept, with who agreed on them', async () => {
    const { people } = await testPeople()
    const anna = await therapist(people, 'anna')
    const by = { ...BY, account: anna.id }
    const { pseudonym } = await people.createPerson(BY, FACTS, anna.id)
    const first = await people.agreeGoal(by, pseudonym, GOAL)
    expect(first).toEqual({ ...GOAL, id: first.id, by: { account: anna.id, name: 'anna' }, ended_utc: null })
    const second = await people.agreeGoal(by, pseudonym, { ...GOAL, atLeast: null, atMost: 3 })
    expect(await people.endGoal(by, pseudonym, first.id)).toBe(true)
    expect(await people.endGoal(by, pseudonym, first.id)).toBe(false)
    expect(await people.goalsOf(pseudonym)).toMatchObject([
      { id: second.id, ended_utc: null },
      { id: first.id, ended_utc: expect.any(String) },
    ])
  })

  it('belong to one person: nobody else’s goal can be ended', async () => {
    const { people } = await testPeople()
    const [one, two] = [await people.createPerson(BY, FACTS, null), await people.createPerson(BY, FACTS, null)]
    const goal = await people.agreeGoal(BY, one.pseudonym, GOAL)
    expect(await people.endGoal(BY, two.pseudonym, goal.id)).toBe(false)
    expect(await people.goalsOf(two.pseudonym)).toEqual([])
  })

  it('notes say whether the person wrote them', async () => {
    const { people } = await testPeople()
    const { pseudonym } = await people.createPerson(BY, FACTS, null)
    await people.writeNote(BY, pseudonym, 'slower on Monday', true)
    await people.writeNote(BY, pseudonym, 'new shoes', false)
    expect(await people.notesOf(pseudonym)).toMatchObject([
      { text: 'new shoes', byPerson: false, by: null },
      { text: 'slower on Monday', byPerson: true },
    ])
  })

  it('are in the log by id, never by their words, and go with the person', async () => {
    const { people } = await testPeople()
    const { pseudonym } = await people.createPerson(BY, FACTS, null)
    const goal = await people.agreeGoal(BY, pseudonym, GOAL)
    const note = await people.writeNote(BY, pseudonym, 'slower on Monday', true)
    await people.endGoal(BY, pseudonym, goal.id)
    const entries = await people.readLog({ limit: 3, subject: pseudonym })
    expect(entries.map((entry) => entry.action)).toEqual([`goal.end ${goal.id}`, `note.write ${note.id}`, `goal.agree ${goal.id}`])
    await people.erasePerson(BY, pseudonym)
    expect([await people.goalsOf(pseudonym), await people.notesOf(pseudonym)]).toEqual([[], []])
  })
})
