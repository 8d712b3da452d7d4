import { useEffect, useRef, useState } from 'preact/hooks'
import { Field } from '../access/form.tsx'
import { readNumber } from '../words/readNumber.ts'
import { t } from '../words/say.ts'
import type { FigureId } from './figureKinds.ts'
import { figureTableNow } from './figures.ts'
import { goals, setGoal } from './goal.ts'

/** From where to where the chosen figure is to stand. */
export function GoalDialog({ id, onClose }: { id: FigureId; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [fault, setFault] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => dialog.current?.showModal(), [])
  const { name, unit } = figureTableNow.value[id]
  const goal = goals.value[id] ?? null
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const [low, high] = ['low', 'high'].map((name) => readNumber(String(form.get(name) ?? ''))) as [number, number]
    if (Number.isNaN(low)) return setFault({ low: t('live.goalNumbers') })
    if (Number.isNaN(high)) return setFault({ high: t('live.goalNumbers') })
    if (low >= high) return setFault({ high: t('live.goalOrder') })
    setGoal(id, { low, high })
    onClose()
  }
  return (
    <dialog ref={dialog} class="pain goal" aria-labelledby="goal-title" onClose={onClose}>
      <h2 id="goal-title">{t('live.goalOf', { name })}</h2>
      <p>{t('live.goalHint')}</p>
      <form class="form" onSubmit={onSubmit} noValidate>
        <Field name="low" label={t('live.goalFrom', { unit })} faults={fault}>
          {(ids) => <input {...ids} name="low" inputMode="text" autocomplete="off" defaultValue={goal === null ? '' : String(goal.low)} />}
        </Field>
        <Field name="high" label={t('live.goalTo', { unit })} faults={fault}>
          {(ids) => (
            <input {...ids} name="high" inputMode="text" autocomplete="off" defaultValue={goal === null ? '' : String(goal.high)} />
          )}
        </Field>
        <div class="buttons">
          <button type="submit" class="main">
            {t('live.goalSet')}
          </button>
          <button
            type="button"
            onClick={() => {
              setGoal(id, null)
              onClose()
            }}
          >
            {t('live.goalNone')}
          </button>
          <button type="button" class="quiet" onClick={onClose}>
            {t('live.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
