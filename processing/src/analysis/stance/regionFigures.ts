import { PHASE_NAMES, PLANTAR_REGIONS, REGION_FIGURES, type PlantarRegion, type RegionFigure } from '../../model/index.ts'
import type { BareStride } from '../strides/draft.ts'
import { archIndex } from './archIndex.ts'
import { forefootFti, heelFti, midfootFti, mlpi_percent, ZONES } from './footLoads.ts'
import { peakGradient } from './gradient.ts'
import { midSwing_s } from './midSwing.ts'
import { slotOf } from './record.ts'
import { regionLoads, type RegionLoads } from './regionLoads.ts'
import type { StanceSetup } from './setup.ts'
import type { Stance } from './stance.ts'

/** Slots are looked up once, not at every stride. */
const AT = Object.fromEntries(REGION_FIGURES.map((figure, i) => [figure, i])) as Record<RegionFigure, number>
const FIRST = Object.fromEntries(PLANTAR_REGIONS.map((region) => [region, slotOf(`${region}_${REGION_FIGURES[0]!}`)])) as Record<
  PlantarRegion,
  number
>
const LATERAL_MEDIAL = PHASE_NAMES.map((phase) => slotOf(`lateralMedial${phase}_ratio`))
const LATERAL_MEDIAL_WHOLE = slotOf('lateralMedial_ratio')
const MLPI = (['heel', 'midfoot', 'forefoot'] as const).map((zone) => ({
  medial: ZONES[zone][0],
  lateral: ZONES[zone][1],
  whole: slotOf(`${zone}Mlpi_percent`),
  phases: PHASE_NAMES.map((phase) => slotOf(`${zone}Mlpi${phase}_percent`)),
}))
const LOAD_PROXY = slotOf('archLoadProxy_ratio')
const TIME_PROXY = slotOf('archTimeProxy_percent')
const MEDIAL_MIDFOOT = slotOf('medialMidfoot_percent')
const ARCH_INDEX = slotOf('archIndex_ratio')
/** 1 kPa on 1 mm2 is 0.001 N. */
const N_PER_KPA_MM2 = 1e-3
const PHASES = PHASE_NAMES.length

/** Figures of the parts of the foot, by medial and lateral, and of the foot's type, of one stance. */
export function regionFigures(setup: StanceSetup, stance: Stance, stride: BareStride, values: number[]): void {
  const loads = regionLoads(setup, stance, midSwing_s(stride, stance.toeOff_s), stride.stancePeak - stride.swingFloor)
  if (setup.coefficients.positions) sides(loads, values)
  if (setup.map.regions.length === 0) return
  for (let r = 0; r < setup.map.regions.length; r++) part(setup, stance, loads, r, values)
  zones(setup, loads, values)
  footType(setup, stance, loads, values)
}

function sides({ lateralMinusMedial: minus, lateralPlusMedial: plus }: RegionLoads, values: number[]): void {
  let difference = 0
  let both = 0
  for (let p = 0; p < PHASES; p++) {
    difference += minus[p]!
    both += plus[p]!
    if (plus[p]! > 0) values[LATERAL_MEDIAL[p]!] = minus[p]! / plus[p]!
  }
  if (both > 0) values[LATERAL_MEDIAL_WHOLE] = difference / both
}

function part(setup: StanceSetup, stance: Stance, loads: RegionLoads, r: number, values: number[]): void {
  const { map, coefficients, newtons, areas, neighbours } = setup
  const { kPaPerForce, gain, offset } = coefficients
  const fti = loads.fti[r]!
  if (fti !== fti) return
  let whole = 0
  for (let q = 0; q < map.regions.length; q++) whole += loads.fti[q]!
  const at = FIRST[map.regions[r]!]
  values[at + AT.contactTime_percent] = (100 * loads.contact_s[r]!) / stance.duration_s
  if (whole > 0) values[at + AT.relativeLoad_percent] = (100 * fti) / whole
  if (newtons) values[at + AT.fti_Ns] = fti
  if (kPaPerForce === null) return
  values[at + AT.peakPressure_kPa] = loads.peak[r]!
  values[at + AT.pti1_kPas] = loads.pti1[r]!
  if (areas !== null) values[at + AT.contactArea_mm2] = loads.area[r]!
  if (areas !== null && newtons && loads.area[r]! > 0) values[at + AT.pti2_kPas] = fti / (loads.area[r]! * N_PER_KPA_MM2)
  if (neighbours === null) return
  const pressure = (k: number, count: number) => (gain[k]! * count + offset[k]!) * kPaPerForce[k]!
  values[at + AT.peakGradient_kPa_per_mm] = peakGradient(neighbours, r, stance, pressure)
}

function zones({ map: { regions, indexOf } }: StanceSetup, { phaseFti, axisFti }: RegionLoads, values: number[]): void {
  const wholes = [0, 0, 0, 0]
  for (let r = 0; r < regions.length; r++) for (let p = 0; p < PHASES; p++) wholes[p]! += phaseFti[PHASES * r + p]!
  const whole = wholes[0]! + wholes[1]! + wholes[2]! + wholes[3]!
  for (const { medial, lateral, whole: slot, phases } of MLPI) {
    const m = indexOf[medial]
    const l = indexOf[lateral]
    if (m < 0 || l < 0) continue
    let [medials, laterals] = [0, 0]
    for (let p = 0; p < PHASES; p++) {
      const inMedial = phaseFti[PHASES * m + p]! - axisFti[PHASES * m + p]!
      const inLateral = phaseFti[PHASES * l + p]! - axisFti[PHASES * l + p]!
      values[phases[p]!] = mlpi_percent(inMedial, inLateral, wholes[p]!)
      medials += inMedial
      laterals += inLateral
    }
    values[slot] = mlpi_percent(medials, laterals, whole)
  }
}

function footType({ map, footprint }: StanceSetup, stance: Stance, { fti, midfoot_s, touched }: RegionLoads, values: number[]): void {
  const midfoot = midfootFti(map, fti)
  const whole = forefootFti(map, fti) + midfoot + heelFti(map, fti)
  if (whole > 0) values[LOAD_PROXY] = midfoot / whole
  if (midfoot === midfoot) values[TIME_PROXY] = (100 * midfoot_s) / stance.duration_s
  const { midM, midL } = map.indexOf
  if (midM >= 0 && midL >= 0 && midfoot > 0) values[MEDIAL_MIDFOOT] = (100 * fti[midM]!) / midfoot
  if (footprint !== null) values[ARCH_INDEX] = archIndex(footprint, touched)
}
