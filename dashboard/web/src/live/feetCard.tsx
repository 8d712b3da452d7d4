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

const arbitrary = signal(false)

export function FeetCard() {
  return (
    <section class="card feet" aria-label="Pressure under both feet">
      <div class="feet-pair">
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
    const stop = everyFrame(() => view.draw(rangeOf(feet[side].scale), ages_s.peek()[side] === 0))
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
      <div class="foot-place" ref={place} role="img" aria-label={`Pressure under the ${side} foot, drawn`}>
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
        <canvas class="foot-over" ref={over} />
      </div>
    </div>
  )
}

function words(here: boolean, stale: number | null, onGround: boolean | null): string {
  if (stale !== null) return `${ago(stale)} ago`
  if (!here) return 'no data yet'
  if (onGround === null) return 'connected'
  return onGround ? 'on the ground' : 'in the air'
}
