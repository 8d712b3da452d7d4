import { PLANTAR_REGIONS, REGION_WORDS, type PlantarRegion, type StanceFigureName } from '../../model/index.ts'
import { ZONES } from './footLoads.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'

export const NO_AREAS = 'the layout does not give the areas of the sensors'

/** Why no stance of this insole has a figure, beyond what its row in the table of metrics needs; null: nothing speaks against it. */
export function whyAbsent(setup: StanceSetup, name: StanceFigureName): string | null {
  const { regions } = setup.map
  const region = PLANTAR_REGIONS.find((r) => name.startsWith(`${r}_`))
  if (region !== undefined) {
    if (!regions.includes(region)) return notInstrumented([region])
    if (/_(pti2|contactArea)_/.test(name) && setup.areas === null) return NO_AREAS
    return name.includes('_peakGradient_') && setup.neighbours === null ? `no two sensors are nearer than ${STANCE.neighbour_mm} mm` : null
  }
  const parts = partsFor(name)
  const missing = parts.filter((part) => !regions.includes(part))
  if (missing.length > 0) return notInstrumented(missing)
  if (name === 'archLoadProxy_ratio' || name === 'archTimeProxy_percent') return missingZone(setup, name === 'archLoadProxy_ratio')
  if (name === 'archIndex_ratio' && setup.footprint === null)
    return setup.areas === null ? NO_AREAS : `${setup.insole.sensors} sensors are too few for a footprint, 99 are needed`
  return null
}

export const notInstrumented = (parts: readonly PlantarRegion[]): string =>
  `not instrumented: no sensor lies under the ${parts.map((part) => REGION_WORDS[part]).join(' and the ')}`

/** Parts that a figure can't do without. */
function partsFor(name: StanceFigureName): readonly PlantarRegion[] {
  if (name === 'medialMidfoot_percent') return ZONES.midfoot
  for (const zone of ['heel', 'midfoot', 'forefoot'] as const) if (name.startsWith(`${zone}Mlpi`)) return ZONES[zone]
  return []
}

function missingZone({ map }: StanceSetup, all: boolean): string | null {
  const { regions } = map
  const without = (parts: readonly PlantarRegion[]) => !parts.some((part) => regions.includes(part))
  if (without(['midM', 'midL'])) return 'not instrumented: no sensor lies under the midfoot'
  if (!all) return null
  if (map.order.length > map.starts[regions.length]!) return 'not every sensor has a part of the foot over it'
  if (without(['heelM', 'heelL'])) return 'not instrumented: no sensor lies under the heel'
  return without(['mth1', 'mth23', 'mth45']) ? 'not instrumented: no sensor lies under the forefoot' : null
}
