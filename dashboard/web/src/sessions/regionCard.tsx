import { useState } from 'preact/hooks'
import type { SessionDocument } from '@solestream/dashboard-shared'
import { PLANTAR_REGIONS, SESSION_METRICS, SIDES, SESSION_METRIC_NAMES, type SessionMetricName } from '@solestream/processing/model'
import { decimalsOf, intervalWords, number, signed } from '../words/format.ts'
import { rich, t } from '../words/say.ts'

type Summary = NonNullable<SessionDocument['result']>['summary']

/** What there is of each part: the names without the part's. */
const FIGURES = SESSION_METRIC_NAMES.filter((name) => name.startsWith('heelM_')).map((name) => name.slice('heelM_'.length))
const nameOf = (part: (typeof PLANTAR_REGIONS)[number], figure: string) => `${part}_${figure}` as SessionMetricName

/** Toes first, as one looks down on one's feet. */
const PARTS = PLANTAR_REGIONS.toReversed()

/** One figure of the nine parts of both feet, to be chosen. */
export function RegionCard({ summary }: { summary: Summary }) {
  const there = FIGURES.filter((figure) => PARTS.some((part) => summary[nameOf(part, figure)] !== undefined))
  const [chosen, choose] = useState(there[0] ?? '')
  if (there.length === 0) return null
  const { unit, definition } = SESSION_METRICS[nameOf('heelM', chosen)]
  const decimals = decimalsOf(unit)
  const rows = PARTS.map((part) => ({ part, of: summary[nameOf(part, chosen)] }))
  const most = Math.max(...rows.flatMap(({ of }) => [of?.left?.value ?? 0, of?.right?.value ?? 0]), 1e-9)
  return (
    <section class="card" aria-labelledby="regions">
      <div class="card-head">
        <h2 id="regions">{t('sessions.parts')}</h2>
        <label class="metric">
          <span class="hidden">{t('sessions.figure')}</span>
          <select value={chosen} onChange={(e) => choose(e.currentTarget.value)}>
            {there.map((figure) => (
              <option key={figure} value={figure}>
                {labelOf(figure)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('sessions.partsTable')}>
        <table class="summary parts">
          <thead>
            <tr>
              <th scope="col">{unit === '' ? t('sessions.ratio') : unit}</th>
              <th scope="col" class="side left">
                L
              </th>
              <th scope="col">
                <span class="hidden">{t('sessions.bars')}</span>
              </th>
              <th scope="col" class="side right">
                R
              </th>
              <th scope="col">
                {rich('sessions.asymmetryShort', { abbr: (words) => <abbr title={t('sessions.asymmetry')}>{words}</abbr> })}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ part, of }) => (
              <tr key={part}>
                <th scope="row">{t(`parts.${part}`)}</th>
                {SIDES.map((side) => {
                  const figure = of?.[side]
                  return (
                    <>
                      {side === 'right' && (
                        <td class="bars" aria-hidden="true">
                          {SIDES.map((s) => (
                            <i key={s} class={`bar ${s}`} style={{ width: `${(100 * Math.max(0, of?.[s]?.value ?? 0)) / most}%` }} />
                          ))}
                        </td>
                      )}
                      <td
                        key={side}
                        title={
                          figure && t('sessions.intervalAndN', { interval: intervalWords(figure.ci95, decimals), n: number(figure.n) })
                        }
                      >
                        {figure === undefined ? '\u2013' : number(figure.value, decimals)}
                      </td>
                    </>
                  )
                })}
                <td>{asymmetry(of?.left?.value, of?.right?.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">
        <span lang="en">{definition}.</span> {t('sessions.plusIsLeft')}
      </p>
    </section>
  )
}

/** The label without the part's name, and the unit. */
function labelOf(figure: string): string {
  const name = nameOf('heelM', figure)
  return `${t(`figureNames.${name}`).replace(`, ${t('parts.heelM')}`, '')}, ${SESSION_METRICS[name].unit}`
}

/** Symmetry index of two means, as of the stride metrics; none where both are (nearly) nothing. */
function asymmetry(left: number | undefined, right: number | undefined): string {
  if (left === undefined || right === undefined || left + right < 1e-6) return '\u2013'
  return signed((100 * (left - right)) / (0.5 * (left + right)))
}
