import type { GoalsDocument, NewGoal, NotesDocument } from '@solestream/dashboard-shared'
import type { PeopleStore } from '@solestream/sessions/people'
import { ProblemError } from '../problems.ts'
import { accountOf, idOf, viewerOf, type Handlers } from './handler.ts'
import { keptPeople, seenPerson } from './seenPerson.ts'

/** Goals are written by who treats the person and read by both; notes are written by both. */
export function agreedHandlers(store: PeopleStore | null): Handlers<'listGoals' | 'agreeGoal' | 'endGoal' | 'listNotes' | 'writeNote'> {
  const kept = (): PeopleStore => keptPeople(store)
  return {
    listGoals: async (request): Promise<GoalsDocument> => {
      const pseudonym = await seenPerson(request, kept(), 'goal.read')
      await kept().log(viewerOf(request).actor, 'goal.read', pseudonym)
      return { goals: await kept().goalsOf(pseudonym) } as GoalsDocument
    },
    agreeGoal: async (request, reply) => {
      const pseudonym = await seenPerson(request, kept(), 'goal.agree')
      const goal = request.body as NewGoal
      checkGoal(goal)
      reply.code(201)
      return kept().agreeGoal(viewerOf(request).actor, pseudonym, goal)
    },
    endGoal: async (request): Promise<GoalsDocument> => {
      const pseudonym = await seenPerson(request, kept(), 'goal.end')
      if (!(await kept().endGoal(viewerOf(request).actor, pseudonym, Number(idOf(request)))))
        throw new ProblemError('not-found', `There is no goal ${idOf(request)} that still holds.`, 'List the goals of this person.')
      return { goals: await kept().goalsOf(pseudonym) } as GoalsDocument
    },
    listNotes: async (request): Promise<NotesDocument> => {
      const pseudonym = await seenPerson(request, kept(), 'note.read')
      await kept().log(viewerOf(request).actor, 'note.read', pseudonym)
      return { notes: await kept().notesOf(pseudonym) }
    },
    writeNote: async (request, reply) => {
      const pseudonym = await seenPerson(request, kept(), 'note.write')
      const { account, actor } = accountOf(request)
      const { text } = request.body as { text: string }
      reply.code(201)
      return kept().writeNote(actor, pseudonym, text.trim(), account.role === 'patient')
    },
  }
}

function checkGoal({ atLeast, atMost, agreedOn }: NewGoal): void {
  const fault = (field: string, words: string): ProblemError => new ProblemError('invalid-input', `${field}: ${words}`, 'Change it.')
  if (atLeast === null && atMost === null) throw fault('atLeast', 'a goal says at least how much, at most how much, or both')
  if (atLeast !== null && atMost !== null && atLeast > atMost) throw fault('atMost', 'is less than the lower end')
  if (new Date(`${agreedOn}T00:00:00Z`).toJSON()?.slice(0, 10) !== agreedOn) throw fault('agreedOn', 'there is no such day')
}
