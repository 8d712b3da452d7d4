import { TimedRing } from '../numeric/timedRing.ts'
import { FIGURE_IDS, FIGURE_KINDS, type FigureId } from './figureKinds.ts'
import type { Figure } from './figureTable.ts'

export const COURSE_s = 120

/** How each figure went over the last two minutes: one value a stride at most; channels left and right, or one of both. */
export class Courses {
  readonly rings = Object.fromEntries(FIGURE_IDS.map((id) => [id, new TimedRing(600, FIGURE_KINDS[id].pair ? 2 : 1)])) as Readonly<
    Record<FigureId, TimedRing>
  >
  revision = 0

  add(time_s: number, table: Readonly<Record<FigureId, Figure>>): void {
    if (Number.isNaN(time_s)) return
    for (const id of FIGURE_IDS) {
      const { values } = table[id]
      if (values.length === 0 || time_s <= this.rings[id].newest) continue
      if (FIGURE_KINDS[id].pair)
        this.rings[id].push(time_s, ...(['left', 'right'] as const).map((side) => values.find((v) => v.side === side)?.value ?? NaN))
      else this.rings[id].push(time_s, values[0]!.value)
    }
    this.revision++
  }

  clear(): void {
    for (const id of FIGURE_IDS) this.rings[id].clear()
    this.revision++
  }
}
