import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { GaitEvent, Side } from '@solestream/processing/model'
import { SHARED } from '@solestream/testing'
import { MODES, run } from './signal.ts'
import type { Mode } from './signal.ts'

/** One recorded walk: total force of each foot, in the recording's own unit. */
export interface Walk {
  readonly name: string
  readonly time_s: Float64Array
  readonly force: { readonly [S in Side]: Float32Array }
}

const text = (path: string): string => (existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`))).toString()

function walk(name: string, rows: readonly (readonly number[])[], left: (row: readonly number[]) => number, right: typeof left): Walk {
  const first_s = rows[0]![0]!
  return {
    name,
    time_s: Float64Array.from(rows, (r) => r[0]! - first_s),
    force: { left: Float32Array.from(rows, left), right: Float32Array.from(rows, right) },
  }
}

const numbers = (line: string, separator: string | RegExp): number[] => line.trim().split(separator).map(Number)
const sum = (row: readonly number[], from: number): number => row.slice(from, from + 8).reduce((a, b) => a + b, 0)

export function gaitnddWalks(): Walk[] {
  const dir = `${SHARED}/data/gaitndd`
  const names = readdirSync(dir).filter((f) => /^[^.]+\.csv(\.gz)?$/.test(f))
  return names.map((file) => {
    const name = file.split('.')[0]!
    const [, ...lines] = text(`${dir}/${name}.csv`).trim().split('\n')
    return walk(
      name,
      lines.map((l) => numbers(l, ',')),
      (r) => r[1]!,
      (r) => r[2]!,
    )
  })
}

export function gaitpdbWalks(): Walk[] {
  const dir = `${SHARED}/data/gaitpdb`
  const names = readdirSync(dir).filter((f) => f.endsWith('.events.json'))
  return names.map((file) => {
    const name = file.replace('.events.json', '')
    const lines = text(`${dir}/${name}.txt`).trim().split('\n')
    return walk(
      name,
      lines.map((l) => numbers(l, /\s+/)),
      (r) => sum(r, 1),
      (r) => sum(r, 9),
    )
  })
}

export function detectIn(mode: Mode, w: Walk, side: Side): GaitEvent[] {
  return run(MODES[mode](side), [{ n: w.time_s.length, time_s: w.time_s, force: w.force[side], lostBefore: 0 }])
}

interface Reference {
  readonly ic: number
  readonly to: number
  readonly ic_clear: boolean
  readonly to_clear: boolean
  readonly cut_start?: boolean
  readonly cut_end?: boolean
}

export interface GaitpdbScore {
  readonly found_percent: number
  readonly extra_percent: number
  readonly contact_ms: number
  readonly off_ms: number
  readonly weak: readonly string[]
}

/** The rules of score-gaitpdb.mjs, in this process. */
export function scoreGaitpdb(walks: readonly Walk[], eventsOf: (w: Walk, side: Side) => readonly GaitEvent[]): GaitpdbScore {
  const total = { clear: 0, all: 0, found: 0, extra: 0, contacts: [] as number[], offs: [] as number[] }
  const weak: string[] = []
  for (const w of walks) {
    const reference = JSON.parse(readFileSync(`${SHARED}/data/gaitpdb/${w.name}.events.json`, 'utf8')) as Record<Side, Reference[]>
    const own = { clear: 0, all: 0, found: 0, extra: 0 }
    for (const side of ['left', 'right'] as const) {
      const events = eventsOf(w, side)
      const listed = reference[side].filter((c) => !c.cut_start)
      const contacts = events.filter((e) => e.kind === 'initial-contact').map((e) => e.time_s)
      const offs = events.filter((e) => e.kind === 'toe-off').map((e) => e.time_s)
      const clear = listed.filter((c) => c.ic_clear).map((c) => c.ic)
      const all = listed.map((c) => c.ic)
      const found = pair(clear, contacts)
      own.clear += clear.length
      own.all += all.length
      own.found += found.errors.length
      own.extra += extras(contacts, all, reference[side])
      total.contacts.push(...found.errors)
      const clearOffs = reference[side].filter((c) => c.to_clear && !c.cut_end).map((c) => c.to)
      total.offs.push(...pair(clearOffs, offs).errors)
    }
    if (own.found < Math.floor(0.995 * own.clear) || own.extra > 0.02 * own.all) weak.push(w.name)
    total.clear += own.clear
    total.all += own.all
    total.found += own.found
    total.extra += own.extra
  }
  return {
    found_percent: (100 * total.found) / total.clear,
    extra_percent: (100 * total.extra) / total.all,
    contact_ms: mae_ms(total.contacts),
    off_ms: mae_ms(total.offs),
    weak,
  }
}

const mae_ms = (errors: readonly number[]): number => (1000 * errors.reduce((a, b) => a + Math.abs(b), 0)) / errors.length

function pair(times: readonly number[], detected: readonly number[]): { errors: number[]; used: Set<number> } {
  const used = new Set<number>()
  const errors: number[] = []
  for (const t of times) {
    let best = -1
    detected.forEach((d, j) => {
      if (!used.has(j) && Math.abs(d - t) <= 0.25 && (best < 0 || Math.abs(d - t) < Math.abs(detected[best]! - t))) best = j
    })
    if (best < 0) continue
    used.add(best)
    errors.push(detected[best]! - t)
  }
  return { errors, used }
}

/** Contacts that match no listed one, outside stances that the reference joins. */
function extras(contacts: readonly number[], all: readonly number[], reference: readonly Reference[]): number {
  const { used } = pair(all, contacts)
  const wholes = reference.filter((c) => !c.cut_start && !c.cut_end).map((c) => c.to - c.ic)
  const usual_s = wholes.sort((a, b) => a - b)[wholes.length >> 1]!
  const joined = (t: number): boolean => reference.some((c) => c.to - c.ic > 1.3 * usual_s && t > c.ic && t < c.to)
  return contacts.filter((t, j) => !used.has(j) && !joined(t) && t > all[0]! - 0.3 && t < all.at(-1)! + 0.3).length
}
