import type { SessionDocument } from '@solestream/dashboard-shared'
import { SIDES, type Side } from '@solestream/processing/model'
import { boxOf, GENERIC_OUTLINE, outlinePath, type Point } from '../foot/outline.ts'
import { number } from '../words/format.ts'
import { letter } from './forceCurveCard.tsx'
import { t } from '../words/say.ts'

type GaitLines = NonNullable<NonNullable<SessionDocument['result']>['curves']>['gaitLine']
type GaitLine = NonNullable<GaitLines[Side]>

const BOX = boxOf(GENERIC_OUTLINE)
const [LENGTH_mm, WIDTH_mm] = [BOX.maxY - BOX.minY, BOX.maxX - BOX.minX]
const ROOM = 6
const VIEW = [WIDTH_mm + 2 * ROOM, LENGTH_mm + 2 * ROOM] as const

/** Where the pressure goes under each foot from contact to toe-off: the mean of the stances, with one SD to each side. */
export function GaitLineCard({ lines }: { lines: GaitLines }) {
  const sides = SIDES.filter((side) => lines[side] !== undefined)
  if (sides.length === 0) return null
  return (
    <section class="card" aria-labelledby="gait-lines">
      <div class="card-head">
        <h2 id="gait-lines">{t('sessions.gaitLines')}</h2>
        <span class="note">
          {t('sessions.bandSideways', { n: sides.map((side) => `${letter(side)} ${number(lines[side]!.x.n)}`).join(', ') })}
        </span>
      </div>
      <div class="feet-pair">
        {sides.map((side) => (
          <Foot key={side} side={side} line={lines[side]!} />
        ))}
      </div>
      <p class="note">{t('sessions.gaitLineKey')}</p>
    </section>
  )
}

function Foot({ side, line }: { side: Side; line: GaitLine }) {
  const sign = side === 'left' ? -1 : 1
  const middle = (sign * (BOX.minX + BOX.maxX)) / 2
  const scale: Point = line.unit === 'mm' ? [1, 1] : [WIDTH_mm, LENGTH_mm]
  const place = ([x, y]: Point): Point => [VIEW[0] / 2 + sign * x - middle, VIEW[1] - ROOM - y]
  const points: { readonly x: number; readonly y: number; readonly sd: number }[] = line.x.mean.flatMap((x, k) => {
    const y = line.y.mean[k]
    return x === null || y === null || y === undefined ? [] : [{ x: x * scale[0], y: y * scale[1], sd: (line.x.sd[k] ?? 0) * scale[0] }]
  })
  const path = (of: readonly Point[]): string =>
    of
      .map((p) =>
        place(p)
          .map((v) => v.toFixed(1))
          .join(' '),
      )
      .join('L')
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const band = [...points.map(({ x, y, sd }): Point => [x + sd, y]), ...points.map(({ x, y, sd }): Point => [x - sd, y]).reverse()]
  const length = points.slice(1).reduce((sum, p, k) => sum + Math.hypot(p.x - points[k]!.x, p.y - points[k]!.y), 0)
  const words = line.unit === 'mm' ? `${number(length)} mm` : t('sessions.ofInsole', { share: number(length / LENGTH_mm, 2) })
  return (
    <figure class={`side ${side}`}>
      <svg class="picture" viewBox={`0 0 ${VIEW.join(' ')}`} role="img" aria-label={t('sessions.gaitLineSpoken', { side, length: words })}>
        <path class="outline" d={outlinePath(GENERIC_OUTLINE, place)} />
        <path class={`band ${side}`} d={`M${path(band)}Z`} />
        <path class={`line ${side}`} d={`M${path(points.map(({ x, y }): Point => [x, y]))}`} />
        <circle class={`dot ${side}`} cx={place([first.x, first.y])[0]} cy={place([first.x, first.y])[1]} r="4" />
        <circle class={`ring ${side}`} cx={place([last.x, last.y])[0]} cy={place([last.x, last.y])[1]} r="4" />
      </svg>
      <figcaption>
        <b>{letter(side)}</b> <span class="note">{t('sessions.lengthOfMean')}</span> {words}
      </figcaption>
    </figure>
  )
}
