import type { SessionDocument } from '@solestream/dashboard-shared'
import { SIDES, STRIDE_METRICS, type Quality, type Side, type StrideMetricName } from '@solestream/processing/model'
import { QualityMark } from '../shell/marks.tsx'
import { decimalsOf, intervalWords, number, signed } from '../words/format.ts'
import { gradeOf } from '../words/quality.ts'
import { letter } from '@solestream/dashboard-shared/report'
import { FigureName } from './figureName.tsx'
import { t } from '../words/say.ts'

type Result = NonNullable<SessionDocument['result']>
type MetricOf = NonNullable<Result['summary'][StrideMetricName]>

/** The two clocks matter to what is timed from one foot to the other. */
const fromFootToFoot = (name: StrideMetricName): boolean => (STRIDE_METRICS[name].needs as readonly string[]).includes('both-feet')

/** Metrics of strides: median, spread and interval of each foot, asymmetry, quality. */
export function MetricTable({ names, result, title }: { names: readonly StrideMetricName[]; result: Result; title: string }) {
  const { summary, quality } = result
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('sessions.stridesTable', { title })}>
      <table class="summary">
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">{t('sessions.metric')}</span>
            </th>
            <th scope="col">{t('sessions.unit')}</th>
            {SIDES.map((side) => (
              <SideHead key={side} side={side} />
            ))}
            <th scope="col">
              <b>{t('sessions.asymmetryPercent')}</b>
            </th>
            <th scope="col">{t('sessions.interval')}</th>
            <th scope="col">{t('sessions.qualityColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <Row key={name} name={name} of={summary[name]!} quality={quality as Quality} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const SideHead = ({ side }: { side: Side }) => (
  <>
    <th scope="col" class={`side ${side}`}>
      {t('sessions.median', { side: letter(side) })}
    </th>
    <th scope="col">{t('sessions.sd')}</th>
    <th scope="col">{t('sessions.interval')}</th>
    <th scope="col">{t('sessions.n')}</th>
  </>
)

function Row({ name, of, quality }: { name: StrideMetricName; of: MetricOf; quality: Quality }) {
  const { unit } = STRIDE_METRICS[name]
  const decimals = decimalsOf(unit)
  const { asymmetry_percent: asymmetry } = of
  const sides = SIDES.filter((side) => of[side] !== undefined)
  return (
    <tr>
      <th scope="row">
        <FigureName of={name} />
      </th>
      <td class="unit">{unit}</td>
      {SIDES.map((side) => {
        const s = of[side]
        if (s === undefined) return <td key={side} colSpan={4} />
        return (
          <>
            <td>
              <b>{number(s.median, decimals)}</b>
            </td>
            <td>{number(s.sd, decimals)}</td>
            <td class="interval">{intervalWords(s.ci95, decimals)}</td>
            <td>{number(s.n)}</td>
          </>
        )
      })}
      <td>
        <b>{asymmetry === undefined ? '\u2013' : signed(asymmetry.value)}</b>
      </td>
      <td class="interval">{intervalWords(asymmetry?.ci95 ?? null, 1)}</td>
      <td>
        <QualityMark graded={gradeOf(quality, sides, fromFootToFoot(name))} short />
      </td>
    </tr>
  )
}
