import type { SessionDocument } from '@solestream/dashboard-shared'
import { SESSION_METRICS, SESSION_METRIC_NAMES } from '@solestream/processing/model'
import { decimalsOf, intervalWords, number } from '../words/format.ts'

type Summary = NonNullable<SessionDocument['result']>['summary']
const FEET = ['left', 'right', 'both'] as const
const HEADS = { left: 'L', right: 'R', both: 'both feet' }

/** What a recording has one figure of, per foot or of both feet together. */
export function FigureTable({ summary }: { summary: Summary }) {
  const names = SESSION_METRIC_NAMES.filter((name) => SESSION_METRICS[name].shown && summary[name] !== undefined)
  if (names.length === 0) return null
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Figures of the whole recording">
      <table class="summary">
        <thead>
          <tr>
            <th scope="col">Of the whole recording</th>
            <th scope="col">unit</th>
            {FEET.map((foot) => (
              <>
                <th scope="col" class={`side ${foot}`}>
                  {HEADS[foot]}
                </th>
                <th scope="col">interval</th>
                <th scope="col">n</th>
              </>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const { label, unit, definition } = SESSION_METRICS[name]
            const decimals = decimalsOf(unit)
            return (
              <tr key={name}>
                <th scope="row" title={definition}>
                  {label}
                </th>
                <td class="unit">{unit}</td>
                {FEET.map((foot) => {
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
