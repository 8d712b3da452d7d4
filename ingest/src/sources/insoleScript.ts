import { encodeCommand, WANTED_MTU } from '@solestream/firmware-protocol'
import type { SourceListener } from '../source.ts'
import type { SampleFeed } from '../virtual/feed.ts'
import { createVirtualInsole } from '../virtual/insole.ts'
import type { VirtualInsole } from '../virtual/insole.ts'
import type { PoseAt } from '../virtual/pose.ts'
import type { Script } from './paced.ts'
import { infoOf, scriptCommands } from './scriptCommands.ts'

/**
 * Virtual insoles on one clock, as a script: what they are, then their packets in the order in which the last samples were taken (left
 * before right). host_s is that sample's time; ticks are session time ('shared'), so the computer's clock never enters.
 * `poses`: of a simulated person who wears them, who does what is asked for.
 */
export function insoleScript(
  open: () => Promise<readonly SampleFeed[]> | readonly SampleFeed[],
  serialPrefix: string,
  poses: PoseAt[] = [],
): Script {
  let insoles: VirtualInsole[] = []
  let announced = false
  const ended = new Set<VirtualInsole>()
  let last_s = 0
  let told: SourceListener | null = null

  function next(): VirtualInsole | null {
    let earliest: VirtualInsole | null = null
    let due_s = Infinity
    for (const insole of insoles) {
      const at = insole.nextDue_s()
      if (at === null || at >= due_s) continue
      earliest = insole
      due_s = at
    }
    return earliest
  }

  function announce(listener: SourceListener): void {
    announced = true
    told = listener
    for (const insole of insoles) {
      const { side } = insole.identity
      const { battery_percent } = insole
      listener.record({ type: 'insole', side, host_s: 0, info: infoOf(insole) })
      listener.record({ type: 'link', side, host_s: 0, state: 'streaming', detail: '', mend: null })
      listener.record({ type: 'status', side, host_s: 0, battery_percent, temperature_C: null, rssi_dBm: null })
    }
  }

  return {
    commands: scriptCommands(
      () => insoles,
      () => last_s,
      (info) => told?.record({ type: 'insole', side: info.identity.side, host_s: last_s, info }),
      poses,
    ),
    async open() {
      insoles = (await open()).map((feed) => createVirtualInsole({ feed, serial: `${serialPrefix}-${feed.side}` }))
      for (const insole of insoles) {
        insole.connected(WANTED_MTU)
        insole.write(encodeCommand({ command: 'start', request: 0 }), 0)
      }
    },
    nextDue_s() {
      if (!announced) return 0
      return next()?.nextDue_s() ?? (ended.size < insoles.length ? last_s : null)
    },
    give(listener) {
      if (!announced) {
        announce(listener)
        return
      }
      const insole = next()
      const at = insole?.nextDue_s() ?? null
      if (insole !== null && at !== null) {
        last_s = at
        for (const bytes of insole.due(at)) listener.record({ type: 'packet', side: insole.identity.side, host_s: at, bytes })
      }
      for (const one of insoles) {
        if (!one.ended || ended.has(one)) continue
        ended.add(one)
        listener.record({
          type: 'link',
          side: one.identity.side,
          host_s: last_s,
          state: 'ended',
          detail: 'The recording ends here.',
          mend: null,
        })
      }
    },
  }
}
