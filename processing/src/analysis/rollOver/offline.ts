import type { GaitEvent, Side } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import { medianOf } from '../statistics/index.ts'
import type { RollOver } from './rollOver.ts'
import { PartSamples } from './samples.ts'
import { ROLL_OVER_SETTINGS, type RollOverSettings } from './settings.ts'
import { StanceFollower } from './stance.ts'

const FIRST_CAPACITY = 16384

/**
 * The same from the whole recording, with what is known of both sides of each moment: ranges are medians of the stances around, and of
 * several times that a heel rose in one stance only the last is its heel off. All events come from `end()`, without `detected_s`.
 */
export const createOfflineRollOver = (side: Side, settings: Partial<RollOverSettings> = {}): RollOver =>
  offline(side, { ...ROLL_OVER_SETTINGS, ...settings }, new PartSamples(FIRST_CAPACITY))

function offline(side: Side, settings: RollOverSettings, samples: PartSamples): RollOver {
  return {
    push(chunk) {
      samples.begin(chunk)
      for (let i = 0; i < chunk.n; i++) {
        if (samples.heel.count > samples.heel.mask) samples.grow()
        samples.take(chunk, i)
      }
      return []
    },
    end(contacts) {
      const first = new StanceFollower(side, samples, settings)
      const ranges: { heel: number; forefoot: number }[] = []
      for (const event of contacts) {
        if (event.kind === 'initial-contact') first.contact(event.time_s)
        else {
          first.toeOff(event.time_s)
          ranges.push({ heel: first.heel.lastRange, forefoot: first.forefoot.lastRange })
        }
      }
      const around = (k: number, part: 'heel' | 'forefoot'): number => {
        const from = Math.max(0, Math.min(k - (settings.memory >> 1), ranges.length - settings.memory))
        const known = ranges.slice(from, from + settings.memory).flatMap((r) => (r[part] === r[part] ? [r[part]] : []))
        return known.length > 0 ? medianOf(known) : NaN
      }
      const second = new StanceFollower(side, samples, settings)
      second.usual_s = first.usual_s
      const events: GaitEvent[] = []
      let k = 0
      for (const event of contacts) {
        if (event.kind === 'initial-contact') {
          second.heel.range = around(k, 'heel')
          second.forefoot.range = around(k, 'forefoot')
          second.contact(event.time_s)
        } else {
          second.toeOff(event.time_s)
          k++
          events.push(...told(second, event.time_s))
        }
      }
      // the last stance may have no toe-off any more
      second.follow(samples.heel.count - 1)
      events.push(...told(second, Infinity))
      return events
    },
    fork: () => offline(side, settings, copyOf(samples)),
  }
}

/** Of what a stance has told, the first foot flat and the last heel off. */
function told({ out }: StanceFollower, toeOff_s: number): GaitEvent[] {
  const own = out.splice(0)
  const both = [own.find((e) => e.kind === 'foot-flat'), own.findLast((e) => e.kind === 'heel-off')]
  return both.flatMap((e) => (e !== undefined && e.time_s < toeOff_s ? [withoutDetection(e)] : []))
}

const withoutDetection = ({ detected_s: _, ...event }: GaitEvent): GaitEvent => event
