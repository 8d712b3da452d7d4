import {
  ConsentParams,
  EmptyBody,
  GoalBody,
  GoalSchema,
  GoalsSchema,
  NoteBody,
  NoteSchema,
  NotesSchema,
  PersonParams,
  TrendSchema,
  TrendsQuery,
} from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** What a person's own page shows: trends, goals, notes. */
export const PATIENT_OPERATIONS = {
  getTrends: {
    summary: 'Figures of a person over time, from the stored summaries, with the person’s own day-to-day wobble',
    params: PersonParams,
    query: TrendsQuery,
    answer: TrendSchema,
    problems: [404, 503],
  },
  listGoals: { summary: 'What was agreed with this person, newest first', params: PersonParams, answer: GoalsSchema, problems: [404] },
  agreeGoal: {
    summary: 'A goal that person and therapist agreed on',
    params: PersonParams,
    body: GoalBody,
    status: 201,
    answer: GoalSchema,
    problems: [404],
  },
  endGoal: { summary: 'A goal no longer holds; it is kept', params: ConsentParams, body: EmptyBody, answer: GoalsSchema, problems: [404] },
  listNotes: { summary: 'What was written down, newest first', params: PersonParams, answer: NotesSchema, problems: [404] },
  writeNote: {
    summary: 'A note, by the person or by one who treats',
    params: PersonParams,
    body: NoteBody,
    status: 201,
    answer: NoteSchema,
    problems: [404],
  },
} as const satisfies Record<string, Operation>
