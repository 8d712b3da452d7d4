import { useEffect, useRef, useState } from 'preact/hooks'
import { signal } from '@preact/signals'
import type { Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { FootView } from '../foot/footView.ts'
import type { Point } from '../foot/outline.ts'
import { everyFrame } from './frameLoop.ts'
import { PressureLegend, rangeOf } from './pressureLegend.tsx'
import { ages_s, feet, ground, layoutRevision } from './liveModel.ts'
import { stale_s } from './seen.ts'
import { SideMark } from '../shell/marks.tsx'
import { ago } from '../words/format.ts'
import { t } from '../words/say.ts'

const arbitrary = signal(false)

export function FeetCard() {
  return (
    <section class="card feet" aria-label={t('live.feet')}>
      <div class="live-feet">
        {SIDES.map((side) => (
          <Foot key={side} side={side} />
        ))}
      </div>
      <PressureLegend arbitrary={arbitrary.value} />
    </section>
  )
}

interface Still {
  readonly path: string
  readonly sensors: readonly Point[]
  readonly width: number
  readonly height: number
}

function Foot({ side }: { side: Side }) {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<HTMLCanvasElement>(null)
  const over = useRef<HTMLCanvasElement>(null)
  const lines = useRef<SVGPathElement>(null)
  const [still, setStill] = useState<Still | null>(null)
  const revision = layoutRevision.value

  useEffect(() => {
    const target = place.current!
    const view = new FootView(feet[side], map.current!, over.current!)
    const fit = (): void => {
      const { clientWidth: width, clientHeight: height } = target
      if (width < 20 || height < 40) return
      const { path, sensors, toScale } = view.fit(width, height)
      setStill({ path, sensors, width, height })
      if (feet[side].layout !== null) arbitrary.value = !toScale
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(target)
    let drawn = ''
    const stop = everyFrame(() => {
      view.draw(rangeOf(feet[side].scale), ages_s.peek()[side] === 0)
      const state = `${feet[side].gaitLines.revision} ${target.clientWidth} ${target.clientHeight}`
      if (state === drawn || lines.current === null) return
      drawn = state
      lines.current.setAttribute('d', view.gaitLines())
    })
    return () => {
      observer.disconnect()
      stop()
    }
  }, [side, revision])

  const stale = stale_s.value[side]
  const here = ages_s.value[side] === 0 && feet[side].scale !== null
  return (
    <div class={`foot ${side} ${here ? '' : 'absent'}`}>
      <div class="foot-words">
        <SideMark side={side} />
        <span>{words(here, stale, ground.value[side])}</span>
      </div>
      <div class="foot-place" ref={place} role="img" aria-label={t('live.foot', { side })}>
        {still !== null && (
          <svg class="foot-ground" viewBox={`0 0 ${still.width} ${still.height}`} aria-hidden="true">
            <path d={still.path} />
          </svg>
        )}
        <canvas class="foot-map" ref={map} />
        {still !== null && (
          <svg class="foot-still" viewBox={`0 0 ${still.width} ${still.height}`} aria-hidden="true">
            <path d={still.path} />
            {still.sensors.map(([x, y], k) => (
              <circle key={k} cx={x} cy={y} r="1.4" />
            ))}
          </svg>
        )}
        {still !== null && (
          <svg class="gait-lines" viewBox={`0 0 ${still.width} ${still.height}`} aria-hidden="true">
            <path ref={lines} />
          </svg>
        )}
        <canvas class="foot-over" ref={over} />
      </div>
    </div>
  )
}

function words(here: boolean, stale: number | null, onGround: boolean | null): string {
  if (stale !== null) return t('live.ago', { ago: ago(stale) })
  if (!here) return t('live.noData')
  if (onGround === null) return t('live.connected')
  return t(onGround ? 'live.onGround' : 'live.inAir')
}
