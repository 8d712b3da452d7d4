import type { FeedbackPlanDocument } from '@solestream/dashboard-shared'
import { GOALS, STEP_WORDS } from '../feedback/goals.ts'
import { t } from './say.ts'

/** Of the keys S and H. */
export const NAMED_MARKERS = { 'speed change': 'live.speedChange', handrail: 'live.handrail' } as const

const FEEDBACK = /^feedback ([a-z-]+) (shown|hidden) \(([a-z]+)\)$/

/** A marker as the page says it: what keys and feedback set is stored the same in every language; a person's own words stay as they are. */
export function markerWords(label: string): string {
  const marker = /^marker ([1-9])$/.exec(label)
  if (marker !== null) return t('live.markerLabel', { n: marker[1]! })
  const pain = /^pain (10|[0-9]) of 10$/.exec(label)
  if (pain !== null) return t('live.painLabel', { n: pain[1]! })
  if (label in NAMED_MARKERS) return t(NAMED_MARKERS[label as keyof typeof NAMED_MARKERS])
  const stood = /^standing check(?: (-?[0-9.]+) %)?$/.exec(label)
  if (stood !== null) return t('guide.markedStanding', { drift: stood[1] ?? 'none' })
  if (label === 'feedback done') return t('feedback.markedDone')
  if (label === 'feedback stopped') return t('feedback.markedStopped')
  const [, goal = '', shown = '', step = ''] = FEEDBACK.exec(label) ?? []
  if (!(goal in GOALS) || !(step in STEP_WORDS)) return label
  const name = t(GOALS[goal as FeedbackPlanDocument['goal']].name)
  return t('feedback.marked', { shown, goal: name, step: t(STEP_WORDS[step as keyof typeof STEP_WORDS]) })
}
