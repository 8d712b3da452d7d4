import { readFileSync } from 'node:fs'
import { REGIONS } from '@solestream/firmware-protocol'
import type { InsoleLayout, LayoutSensor, Region, SensorUnit } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import { ConfigurationFault } from '../configurationFault.ts'

/** What a file says of its numbers when no layout is given: nothing but their unit and how large they were at its start. */
export const bareLayout = (side: Side, sensors: number, unit: SensorUnit, largest: number): InsoleLayout => ({
  id: `unknown-${sensors}`,
  side,
  geometry: 'none',
  length_mm: 0,
  width_mm: 0,
  unit,
  offset: 0,
  scale: 1,
  fullScale: largest > 0 ? largest : 1,
  sensors: Array.from({ length: sensors }, () => ({ x_mm: 0, y_mm: 0, area_mm2: 0, region: sensors === 1 ? 'whole' : 'unknown' })),
  outline: [],
})

/** A layout given by a person, as an object or a JSON file, for one side of a recording whose values are in `unit` (default: its counts). */
export function givenLayout(given: string | InsoleLayout, side: Side, sensors: number, unit: SensorUnit | undefined): InsoleLayout {
  const layout = typeof given === 'string' ? readLayoutFile(given) : given
  if (layout.sensors.length !== sensors)
    throw new ConfigurationFault(
      `The layout ${layout.id} has ${layout.sensors.length} sensors, the recording's ${side} foot ${sensors}.`,
      'Give the layout of the insole that made the recording.',
    )
  return { ...layout, side, ...(unit === undefined ? {} : { unit, offset: 0, scale: 1 }) }
}

/** A JSON file of an InsoleLayout. What is wrong with it is said at once. */
export function readLayoutFile(file: string): InsoleLayout {
  const refuse = (cause: string): never => {
    throw new ConfigurationFault(`${file} is no insole layout: ${cause}`, 'See ingest/README.md for what a layout file holds.')
  }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
  if (typeof json !== 'object' || json === null) return refuse('it is not an object.')
  const has = json as Record<string, unknown>
  const problems: string[] = []
  const number = (from: Record<string, unknown>, name: string, where = ''): number => {
    const value = from[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) problems.push(`${where}${name} is no number`)
    return value as number
  }
  const one = <T extends string>(from: Record<string, unknown>, name: string, of: readonly T[], where = ''): T => {
    if (!of.includes(from[name] as T)) problems.push(`${where}${name} is none of ${of.join(', ')}`)
    return from[name] as T
  }
  const list = Array.isArray(has['sensors']) ? (has['sensors'] as Record<string, unknown>[]) : []
  if (list.length === 0) problems.push('sensors is no list of sensors')
  const layout: InsoleLayout = {
    id: typeof has['id'] === 'string' && has['id'] !== '' ? has['id'] : (problems.push('id is no text'), ''),
    side: 'right',
    geometry: one(has, 'geometry', ['mm', 'arbitrary', 'none'] as const),
    length_mm: number(has, 'length_mm'),
    width_mm: number(has, 'width_mm'),
    unit: one(has, 'unit', ['raw', 'N', 'kPa'] as const),
    offset: number(has, 'offset'),
    scale: number(has, 'scale'),
    fullScale: number(has, 'fullScale'),
    sensors: list.map((sensor, k): LayoutSensor => {
      const where = `sensors[${k}].`
      const of = typeof sensor === 'object' && sensor !== null ? sensor : {}
      return {
        x_mm: number(of, 'x_mm', where),
        y_mm: number(of, 'y_mm', where),
        area_mm2: number(of, 'area_mm2', where),
        region: one<Region>(of, 'region', REGIONS, where),
      }
    }),
    outline: Array.isArray(has['outline']) ? (has['outline'] as [number, number][]) : [],
  }
  if (layout.scale === 0) problems.push('scale is 0')
  return problems.length > 0 ? refuse(`${problems.join('; ')}.`) : layout
}
