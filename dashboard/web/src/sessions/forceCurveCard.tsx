import type { SessionDocument } from '@solestream/dashboard-shared'
import { SIDES, type Side } from '@solestream/processing/model'
import { number } from '../words/format.ts'
import { bandPath, linePath, niceStep } from './bandPath.ts'
import { t } from '../words/say.ts'

type Force = NonNullable<NonNullable<SessionDocument['result']>['curves']>['force']

const [WIDTH, HEIGHT] = [420, 260]
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 24, 10, 24]

/** The mean force of the stances of both feet, with its band of one SD. */
export function ForceCurveCard({ force }: { force: Force }) {
  const sides = SIDES.filter((side) => force[side] !== undefined)
  const first = sides[0] && force[sides[0]]
  if (first === undefined) return null
  const top = Math.max(...sides.flatMap((side) => force[side]!.mean.map((mean, k) => (mean ?? 0) + (force[side]!.sd[k] ?? 0))))
  const step = niceStep(Math.max(top, 1e-9), 4)
  const most = step * Math.ceil(top / step)
  const x = (percent: number): number => LEFT + (percent / 100) * (WIDTH - LEFT - RIGHT)
  const y = (value: number): number => HEIGHT - BOTTOM - (Math.max(0, value) / most) * (HEIGHT - TOP - BOTTOM)
  const place = (percent: number, value: number) => [x(percent), y(value)] as const
  const levels = Array.from({ length: Math.round(most / step) + 1 }, (_, k) => k * step)
  return (
    <section class="card" aria-labelledby="force-curve">
      <div class="card-head">
        <h2 id="force-curve">{t('sessions.averageForce')}</h2>
        <span class="note">{first.unit === 'raw' ? t('sessions.notCalibrated') : t('sessions.overStance', { unit: first.unit })}</span>
        <span class="note">{t('sessions.band', { n: sides.map((side) => `${letter(side)} ${number(force[side]!.n)}`).join(', ') })}</span>
      </div>
      <svg class="picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(force, sides)}>
        {levels.map((level) => (
          <g key={level}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(level)} y2={y(level)} class={level === 0 ? 'axis' : 'grid'} />
            <text x={LEFT - 6} y={y(level) + 4} text-anchor="end">
              {number(level, step < 1 ? 1 : 0)}
            </text>
          </g>
        ))}
        {[0, 20, 40, 60, 80, 100].map((percent) => (
          <text key={percent} x={x(percent)} y={HEIGHT - 6} text-anchor="middle">
            {percent === 100 ? '100 %' : percent}
          </text>
        ))}
        {sides.map((side) => (
          <path key={side} class={`band ${side}`} d={bandPath(force[side]!.mean, force[side]!.sd, place)} />
        ))}
        {sides.map((side) => (
          <path key={side} class={`line ${side}`} d={linePath(force[side]!.mean, place)} />
        ))}
      </svg>
      <Legend sides={sides} />
    </section>
  )
}

export const letter = (side: Side): string => (side === 'left' ? 'L' : 'R')

/** Left is a full line, right a broken one: not by colour alone. */
export const Legend = ({ sides }: { sides: readonly Side[] }) => (
  <p class="legend-line">
    {sides.map((side) => (
      <span key={side} class={`side ${side}`}>
        <svg width="28" height="8" viewBox="0 0 28 8" aria-hidden="true" class="picture">
          <path class={`line ${side}`} d="M0 4H28" />
        </svg>{' '}
        {letter(side)}
      </span>
    ))}
  </p>
)

function spoken(force: Force, sides: readonly Side[]): string {
  const peaks = sides.map((side) => {
    const { mean, unit } = force[side]!
    const peak = Math.max(...mean.map((v) => v ?? -Infinity))
    return t('sessions.peakSpoken', {
      side: t(`common.${side}`),
      peak: number(peak),
      unit: unit === 'raw' ? t('sessions.raw') : unit,
      percent: mean.indexOf(peak),
    })
  })
  return t('sessions.forceSpoken', { peaks: peaks.join(', ') })
}
