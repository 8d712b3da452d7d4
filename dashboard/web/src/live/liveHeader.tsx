import type { InsoleStatusDocument, StatusDocument } from '@solestream/dashboard-shared'
import type { Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { Pages } from '../shell/pages.tsx'
import { BeltTile } from '../treadmill/beltTile.tsx'
import { ago, clock, number } from '../words/format.ts'
import { lossDetail, lossWords } from '../words/loss.ts'
import { insoleWords } from '../words/situation.ts'
import { t } from '../words/say.ts'
import { status } from './liveModel.ts'
import { notices, recordingSeconds, seen, stale_s } from './seen.ts'

const SOURCES = {
  simulated: ['live.sourceSimulated', 'live.sourceSimulatedNote'],
  ble: ['live.sourceBle', 'live.sourceBleNote'],
  replay: ['live.sourceReplay', 'live.sourceReplayNote'],
} as const

export function LiveHeader() {
  const of = status.value
  return (
    <header class="live-header">
      <div class="who">
        <strong>{of === null ? 'solestream' : t(SOURCES[of.source.kind][0])}</strong>
        <span>{t(of === null ? 'live.connecting' : SOURCES[of.source.kind][1])}</span>
      </div>
      <Recording />
      <Alert />
      <ul class="insoles" aria-label={t('live.insoles')}>
        {SIDES.map((side) => (
          <Insole key={side} side={side} of={of?.insoles.find((i) => i.side === side)} />
        ))}
      </ul>
      <Clock of={of} />
      <BeltTile />
      <Pages />
    </header>
  )
}

function Recording() {
  const seconds = recordingSeconds.value
  if (seconds === null) return <div class="pill">{t('live.notRecording')}</div>
  const offline = seen.value.offline !== null
  const ended = status.value?.source.state === 'ended'
  return (
    <div class="pill recording">
      {!ended && !offline && <span class="dot" aria-hidden="true" />}
      <span>{t(ended ? 'live.recorded' : offline ? 'live.wasRecording' : 'live.recording')}</span>
      <span class="timer" role="timer" aria-live="off">
        {clock(seconds)}
      </span>
    </div>
  )
}

/** The most pressing word, where it is seen first. */
function Alert() {
  const first = notices.value.find((n) => n.attention)
  return (
    <div class="alert" role="status" aria-live="polite">
      {first !== undefined && (
        <>
          <AttentionMark />
          {first.label.replace(/ \d+ (s|min|h)$/, '')}
        </>
      )}
    </div>
  )
}

function Insole({ side, of }: { side: Side; of: InsoleStatusDocument | undefined }) {
  const stale = stale_s.value[side]
  const streaming = of?.link === 'streaming' && stale === null
  return (
    <li
      class={streaming ? '' : 'faded'}
      data-side={side}
      data-link={streaming ? 'streaming' : stale !== null ? 'lost' : (of?.link ?? 'searching')}
    >
      <SideMark side={side} />
      <Battery percent={of?.battery_percent ?? null} />
      {streaming ? (
        <span title={lossDetail(of)}>
          {of.battery_percent !== null && `${number(of.battery_percent)} % \u00b7 `}
          {lossWords(of)}
        </span>
      ) : (
        <span>{linkWords(of, stale)}</span>
      )}
    </li>
  )
}

function linkWords(of: InsoleStatusDocument | undefined, stale: number | null): string {
  if (seen.value.offline !== null) return t('live.notKnownNow')
  return stale !== null && of?.link !== 'ended' ? t('live.lostFor', { ago: ago(stale) }) : insoleWords(of, seen.value.statusAge_s)
}

function Battery({ percent }: { percent: number | null }) {
  if (percent === null) return null
  return (
    <svg class="battery" width="24" height="13" viewBox="0 0 24 13" aria-hidden="true">
      <rect x=".75" y=".75" width="19.5" height="11.5" rx="2" class="case" />
      <rect x="21.5" y="4" width="2" height="5" rx="1" class="level" />
      <rect x="2.75" y="2.75" width={(15.5 * Math.min(100, Math.max(0, percent))) / 100} height="7.5" class="level" />
    </svg>
  )
}

function Clock({ of }: { of: StatusDocument | null }) {
  const error = of?.leftRightClockError_ms ?? null
  const each = SIDES.map((side) => of?.insoles.find((i) => i.side === side)?.clockError_ms ?? null)
  const title = each.every((e) => e === null)
    ? ''
    : t('live.clockDetail', { left: number(each[0] ?? NaN, 1), right: number(each[1] ?? NaN, 1) })
  return (
    <div class="tile" title={title}>
      <span>{t('live.clock')}</span>
      <strong>
        {error === null ? t(of?.source.kind === 'ble' ? 'live.clockUnknown' : 'live.clockShared') : `\u00b1${number(error, 1)} ms`}
      </strong>
      <span class="hidden">{title}</span>
    </div>
  )
}
