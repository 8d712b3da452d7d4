import { QualityMark, SideMark } from '../shell/marks.tsx'
import { gradeOf } from '../words/quality.ts'
import { t } from '../words/say.ts'
import { Course, FigureChoice, GoalStanding } from './chosenCard.tsx'
import { FIGURE_IDS, FIGURE_KINDS, type FigureId } from './figureKinds.ts'
import { figureTableNow } from './figures.ts'
import type { Figure } from './figureTable.ts'
import { chosen } from './goal.ts'
import { figures } from './liveModel.ts'
import { stale_s } from './seen.ts'
import type { Side } from '@solestream/processing/model'

type Old = { readonly side: Side; readonly age_s: number } | null

/** Oldest of the feet that a figure rests on, with whose it is. */
const staleOf = (needs: readonly Side[]): Old => {
  const old = needs.flatMap((side) => (stale_s.value[side] === null ? [] : [{ side, age_s: stale_s.value[side] }]))
  return old.sort((a, b) => b.age_s - a.age_s)[0] ?? null
}

/** The chosen one changes places with the asymmetry, which is large at first: a card that is looked for stays where it was. */
const order = (large: FigureId): readonly FigureId[] =>
  FIGURE_IDS.map((id) => (id === 'asymmetry' ? large : id === large ? 'asymmetry' : id))

export function FigureCards() {
  const table = figureTableNow.value
  return (
    <div class="figures">
      {order(chosen.value).map((id, place) => (
        <FigureCard key={id} id={id} figure={table[id]} wide={place < 2} large={id === chosen.value} />
      ))}
    </div>
  )
}

function FigureCard({ id, figure, wide, large }: { id: FigureId; figure: Figure; wide: boolean; large: boolean }) {
  const old = staleOf(figure.needs)
  const { missing, unavailable } = figure
  const graded = gradeOf(figures.value?.quality ?? null, figure.needs, FIGURE_KINDS[id].clocks)
  const kinds = [id, ...(figure.aside !== undefined ? ['pair'] : []), ...(large ? ['large'] : wide ? ['wide'] : [])]
  const here = figure.values.length > 0
  return (
    <section class={`card figure ${kinds.join(' ')}`} aria-label={figure.name}>
      <h2>
        {large ? <FigureChoice id={id} /> : figure.name}
        {figure.aside !== undefined && here && <small>{figure.aside}</small>}
      </h2>
      {here ? (
        <div class="values">
          <Values id={id} figure={figure} old={old} />
          {large && <Course id={id} />}
        </div>
      ) : missing !== null ? (
        <Missing {...missing} />
      ) : (
        <p class="cannot">{unavailable ?? t('live.notAvailable')}</p>
      )}
      {here && (figure.words !== '' || large) && (
        <p class="words">
          {figure.words}
          {large && <GoalStanding id={id} />}
        </p>
      )}
      {here && (
        <p class="evidence">
          <span>{figure.n}</span>
          {old === null ? (
            <QualityMark graded={graded} short={figure.aside !== undefined || large} />
          ) : (
            <span class="age">{ageWords(figure, old)}</span>
          )}
        </p>
      )}
    </section>
  )
}

function Values({ id, figure, old }: { id: FigureId; figure: Figure; old: Old }) {
  return (
    <p class="value" data-figure={id}>
      {figure.values.map(({ side, text, aside }) => {
        const grey = side === null ? old !== null : stale_s.value[side] !== null
        return (
          <span class={grey ? 'stale' : ''} key={side ?? 'both'}>
            {side !== null && <SideMark side={side} />}
            {text}
            <span class="unit">{figure.unit}</span>
            {aside !== undefined && <span class="aside">{aside}</span>}
          </span>
        )
      })}
    </p>
  )
}

const ageWords = (figure: Figure, { side, age_s }: { side: Side; age_s: number }): string =>
  figure.needs.every((s) => stale_s.value[s] !== null)
    ? t('live.old', { age: age_s })
    : t('live.sideOld', { side: side === 'left' ? 'L' : 'R', age: age_s })

function Missing({ have, of }: { have: number; of: number }) {
  const words = t('live.missing', { have, of })
  return (
    <div class="missing">
      <p>{words}</p>
      <progress max={of} value={have} aria-label={words} />
    </div>
  )
}
