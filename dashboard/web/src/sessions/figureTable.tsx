import type { SessionDocument } from '@solestream/dashboard-shared'
import { SESSION_METRICS, type SessionMetricName } from '@solestream/processing/model'
import { decimalsOf, intervalWords, number } from '../words/format.ts'
import { letter } from '@solestream/dashboard-shared/report'
import { FigureName } from './figureName.tsx'
import { t } from '../words/say.ts'

type Summary = NonNullable<SessionDocument['result']>['summary']
const FEET = ['left', 'right', 'both'] as const

/** What a recording has one figure of, per foot or of both feet together. */
export function FigureTable({ names, summary, title }: { names: readonly SessionMetricName[]; summary: Summary; title: string }) {
  const feet = FEET.filter((foot) => names.some((name) => summary[name]?.[foot] !== undefined))
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('sessions.figuresTable', { title })}>
      <table class="summary">
        <thead>
          <tr>
            <th scope="col">{t('sessions.whole')}</th>
            <th scope="col">{t('sessions.unit')}</th>
            {feet.map((foot) => (
              <>
                <th scope="col" class={foot === 'both' ? undefined : `side ${foot}`}>
                  {foot === 'both' ? t('sessions.bothFeetColumn') : letter(foot)}
                </th>
                <th scope="col">{t('sessions.interval')}</th>
                <th scope="col">{t('sessions.n')}</th>
              </>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const { unit } = SESSION_METRICS[name]
            const decimals = decimalsOf(unit)
            return (
              <tr key={name}>
                <th scope="row">
                  <FigureName of={name} />
                </th>
                <td class="unit">{unit}</td>
                {feet.map((foot) => {
                  const figure = summary[name]![foot]
                  if (figure === undefined) return <td key={foot} colSpan={3} />
                  return (
                    <>
                      <td>
                        <b>{number(figure.value, decimals)}</b>
                      </td>
                      <td class="interval">{intervalWords(figure.ci95, decimals)}</td>
                      <td>{number(figure.n)}</td>
                    </>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
