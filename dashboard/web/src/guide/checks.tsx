import type { GuideDocument } from '@solestream/dashboard-shared'
import type { MessageKey } from '@solestream/dashboard-shared/language'
import { status } from '../live/liveModel.ts'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'

type Check = GuideDocument['checks'][number]

const NAMES: Readonly<Record<Check['name'], MessageKey>> = {
  link: 'guide.link',
  battery_percent: 'guide.battery',
  loss_percent: 'guide.loss',
  deadSensors: 'guide.dead',
  stuckSensors: 'guide.stuck',
  clockError_ms: 'guide.clock',
  calibrationAge_days: 'guide.calibrationAge',
}

function valueWords({ name, value, verdict }: Check): string {
  if (name === 'link') return t(verdict === 'good' ? 'guide.connected' : 'guide.notConnected')
  if (value === null) {
    if (name === 'calibrationAge_days' && verdict === 'attention') return t('guide.notCalibrated')
    return t(name === 'clockError_ms' && status.value?.source.kind !== 'ble' ? 'guide.sharedClock' : 'guide.notKnown')
  }
  if (name === 'calibrationAge_days') return t('guide.daysOld', { days: Math.floor(value) })
  if (name === 'clockError_ms') return `\u00b1${number(value, 1)} ms`
  if (name === 'deadSensors' || name === 'stuckSensors') return number(value)
  return `${number(value, name === 'loss_percent' ? 1 : 0)} %`
}

/** What can be seen without anybody's act. */
export function Checks({ of }: { of: readonly Check[] }) {
  return (
    <>
      <p class="note">{t('guide.checksHint')}</p>
      <ul class="guide-checks">
        {of.map((check) => (
          <li key={`${check.name} ${check.side}`} data-verdict={check.verdict}>
            <span class="guide-mark">
              {check.verdict === 'attention' ? (
                <AttentionMark />
              ) : (
                <span aria-hidden="true">{check.verdict === 'good' ? '\u2713' : '\u2013'}</span>
              )}
            </span>
            <span class="guide-side">{check.side !== null && <SideMark side={check.side} />}</span>
            <span>{t(NAMES[check.name])}</span>
            <strong>{valueWords(check)}</strong>
            {check.verdict !== 'unknown' && <span class="hidden">{t(check.verdict === 'good' ? 'guide.good' : 'guide.attention')}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
