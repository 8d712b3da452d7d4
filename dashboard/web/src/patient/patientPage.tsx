import { useState } from 'preact/hooks'
import type { GoalDocument, NoteDocument, TrendDocument } from '@solestream/dashboard-shared'
import { me, ownPseudonym, role } from '../access/me.ts'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getGoals, getNotes, getTrends } from '../shell/api.ts'
import { language, t } from '../words/say.ts'
import { dayOf } from './dates.ts'
import { newest, otherVisits, patientFigures, SHOWN_METRICS } from './figures.ts'
import { FigureCard } from './figureCard.tsx'
import { GoalCards } from './goalCards.tsx'
import { GoalForm } from './goalForm.tsx'
import { HowToRead } from './howToRead.tsx'
import { NotesCard } from './notesCard.tsx'
import { sentenceOf } from './sentence.ts'

interface Known {
  readonly trend: TrendDocument
  /** Null: nobody has an account, so there are none. */
  readonly agreed: { readonly goals: readonly GoalDocument[]; readonly notes: readonly NoteDocument[] } | null
}

async function load(pseudonym: string): Promise<Known> {
  const agreed =
    me.value?.access === 'open'
      ? null
      : await Promise.all([getGoals(pseudonym), getNotes(pseudonym)]).then(([{ goals }, { notes }]) => ({ goals, notes }))
  const ofGoals = (agreed?.goals ?? []).filter((goal) => goal.ended_utc === null).map((goal) => goal.metric)
  return { trend: await getTrends(pseudonym, [...new Set([...SHOWN_METRICS, ...ofGoals])].slice(0, MOST_METRICS)), agreed }
}
/** As many as one question may have. */
const MOST_METRICS = 20

/** How one person walked, in plain words, against the own past. The person and who treats see the same page. */
export function PatientPage({ pseudonym }: { pseudonym: string }) {
  const [version, setVersion] = useState(0)
  const [last, setLast] = useState<Known | null>(null)
  const loaded = useLoaded(() => load(pseudonym).then((known) => (setLast(known), known)), `${pseudonym} ${version}`)
  const again = (): void => setVersion(version + 1)
  if (loaded.state === 'failed')
    return (
      <div class="patient">
        <h1>{t('patient.title')}</h1>
        <FaultWords fault={loaded.fault} />
      </div>
    )
  // What was there stays while it is loaded again: a form that was sent does not make the page jump.
  const known = loaded.state === 'ready' ? loaded.value : last
  if (known === null) return <p class="patient note">{t('patient.loading')}</p>
  const { trend, agreed } = known
  const figures = patientFigures(trend)
  const newest_utc = figures
    .map((figure) => newest(figure).at_utc)
    .toSorted()
    .at(-1)
  const others = otherVisits(trend)
  const treats = role() === 'therapist'
  return (
    <div class="patient">
      {ownPseudonym() !== pseudonym && <p class="note">{t('patient.seenByTherapist', { pseudonym })}</p>}
      <header>
        {newest_utc !== undefined && <p class="day">{dayOf(newest_utc, language(), { weekday: 'long' })}</p>}
        <h1>{sentenceOf(figures, language(), t)}</h1>
        <Hint figures={figures} />
      </header>
      {figures.map((figure) => (
        <FigureCard key={figure.kind} figure={figure} goals={agreed?.goals ?? []} />
      ))}
      {others > 0 && <p class="note">{t('patient.otherConditions', { n: others })}</p>}
      {agreed !== null && <GoalCards pseudonym={pseudonym} goals={agreed.goals} trend={trend} mayEnd={treats} onChange={again} />}
      {agreed !== null && treats && <GoalForm pseudonym={pseudonym} onDone={again} />}
      {agreed !== null && <NotesCard pseudonym={pseudonym} notes={agreed.notes} onDone={again} />}
      <HowToRead figures={figures} trend={trend} />
    </div>
  )
}

function Hint({ figures }: { figures: ReturnType<typeof patientFigures> }) {
  if (figures.length === 0) return <p class="hint">{t('patient.nothingHint')}</p>
  return figures.every(({ wobble }) => wobble === null) ? <p class="hint">{t('patient.fewHint')}</p> : null
}
