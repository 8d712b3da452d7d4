import { SIDES } from '@solestream/processing/model'
import { metricDictionary } from './about.ts'
import type { ExportFormat } from './model.ts'

const NUMBERS = (values: ArrayLike<number>, n: number, from = 0): (number | null)[] =>
  Array.from({ length: n }, (_, i) => (Number.isFinite(values[from + i]) ? values[from + i]! : null))

/** One document with everything but samples, and samples of each foot as lines of JSON, a block a line: NaN is null. */
export const json: ExportFormat = {
  name: 'json',
  async write(session, target) {
    const folder = session.about.session
    const sides = SIDES.filter((side) => session.hasSamples && session.insoles.some((insole) => insole.side === side))
    const files = new Map(sides.map((side) => [side, target.stream(`${folder}/samples_${side}.jsonl`)]))
    const events = await session.run(async ({ side, n, sensors, sequence, lostBefore, time_s, counts, force, copX, copY }) => {
      const line = {
        sequence,
        lostBefore,
        time_s: NUMBERS(time_s, n),
        force: NUMBERS(force, n),
        cop_x: NUMBERS(copX, n),
        cop_y: NUMBERS(copY, n),
        counts: Array.from({ length: sensors }, (_, k) => NUMBERS(counts, n, k * n)),
      }
      await files.get(side)!.write(`${JSON.stringify(line)}\n`)
    })
    for (const file of files.values()) await file.end()
    const { about, strides, result } = session
    const document = { about, events, strides, summary: result.summary, curves: result.curves ?? null, dictionary: metricDictionary() }
    await target.text(`${folder}/session.json`, `${JSON.stringify(document, null, 1)}\n`)
  },
}
