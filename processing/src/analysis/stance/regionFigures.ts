import { PHASE_NAMES, PLANTAR_REGIONS, REGION_FIGURES, type PlantarRegion, type RegionFigure } from '../../model/index.ts'
import type { BareStride } from '../strides/draft.ts'
import { archIndex } from './archIndex.ts'
import { forefootFti, ftiOf, heelFti, midfootFti, mlpi_percent, ZONES } from './footLoads.ts'
import { peakGradient } from './gradient.ts'
import { give } from './give.ts'
import { slotOf } from './record.ts'
import { regionLoads, type RegionLoads } from './regionLoads.ts'
import type { StanceSetup } from './setup.ts'
import type { Stance } from './stance.ts'

const AT = Object.fromEntries(REGION_FIGURES.map((figure, i) => [figure, i])) as Record<RegionFigure, number>
const FIRST = Object.fromEntries(PLANTAR_REGIONS.map((region) => [region, slotOf(`${region}_${REGION_FIGURES[0]!}`)])) as Record<PlantarRegion, number>
const LATERAL_MEDIAL = PHASE_NAMES.map((phase) => slotOf(`lateralMedial${phase}_ratio`))
const MLPI = (['heel', 'midfoot', 'forefoot'] as const).map((zone) => ({
  parts: ZONES[zone],
  whole: slotOf(`${zone}Mlpi_percent`),
  phases: PHASE_NAMES.map((phase) => slotOf(`${zone}Mlpi${phase}_percent`)),
}))
const LOAD_PROXY = slotOf('archLoadProxy_ratio')
const TIME_PROXY = slotOf('archTimeProxy_percent')
const MEDIAL_MIDFOOT = slotOf('medialMidfoot_percent')
const ARCH_INDEX = slotOf('archIndex_ratio')
/** 1 kPa on 1 mm2 is 0.001 N. */
const N_PER_KPA_MM2 = 1e-3

/** Figures of the parts of the foot, by medial and lateral, and of the foot's type, of one stance. */
export function regionFigures(setup: StanceSetup, stance: Stance, stride: BareStride, end_s: number, values: number[]): void {
  const swing_s = end_s - stance.toeOff_s
  const loads = regionLoads(setup, stance, [stance.toeOff_s + swing_s / 4, end_s - swing_s / 4], stride.stancePeak - stride.swingFloor)
  if (setup.coefficients.positions) sides(loads, stride, values)
  if (setup.map.regions.length === 0) return
  parts(setup, stance, loads, values)
  zones(setup, loads, values)
  footType(setup, stance, loads, values)
}

function sides({ lateralMinusMedial: minus, lateralPlusMedial: plus }: RegionLoads, { metrics }: BareStride, values: number[]): void {
  let [difference, both] = [0, 0]
  LATERAL_MEDIAL.forEach((slot, p) => {
    difference += minus[p]!
    both += plus[p]!
    if (plus[p]! > 0) values[slot] = minus[p]! / plus[p]!
  })
  if (both > 0) give(metrics, 'lateralMedial_ratio', difference / both)
}

function parts(setup: StanceSetup, stance: Stance, loads: RegionLoads, values: number[]): void {
  const { map, coefficients, newtons, areas } = setup
  const { kPaPerForce, gain, offset } = coefficients
  const pressure = (k: number, count: number) => (gain[k]! * count + offset[k]!) * kPaPerForce![k]!
  let whole = 0
  for (let r = 0; r < map.regions.length; r++) whole += loads.fti[r]!
  map.regions.forEach((region, r) => {
    const fti = loads.fti[r]!
    if (fti !== fti) return
    const at = FIRST[region]
    values[at + AT.contactTime_percent] = (100 * loads.contact_s[r]!) / stance.duration_s
    if (whole > 0) values[at + AT.relativeLoad_percent] = (100 * fti) / whole
    if (newtons) values[at + AT.fti_Ns] = fti
    if (kPaPerForce === null) return
    values[at + AT.peakPressure_kPa] = loads.peak[r]!
    values[at + AT.pti1_kPas] = loads.pti1[r]!
    if (areas !== null) values[at + AT.contactArea_mm2] = loads.area[r]!
    if (areas !== null && newtons && loads.area[r]! > 0) values[at + AT.pti2_kPas] = fti / (loads.area[r]! * N_PER_KPA_MM2)
    const { neighbours } = setup
    if (neighbours !== null)
      values[at + AT.peakGradient_kPa_per_mm] = peakGradient(
        neighbours,
        r,
        stance.history.counts!,
        setup.insole.sensors,
        stance.from,
        stance.to,
        pressure,
      )
  })
}

function zones({ map }: StanceSetup, loads: RegionLoads, values: number[]): void {
  let whole = 0
  const phaseWhole = [0, 0, 0, 0]
  for (let r = 0; r < map.regions.length; r++) {
    whole += loads.fti[r]!
    for (let p = 0; p < 4; p++) phaseWhole[p]! += loads.phaseFti[4 * r + p]!
  }
  for (const { parts, whole: slot, phases } of MLPI) {
    const [medial, lateral] = parts
    values[slot] = mlpi_percent(ftiOf(map, loads, medial), ftiOf(map, loads, lateral), whole)
    phases.forEach(
      (inPhase, p) => (values[inPhase] = mlpi_percent(ftiOf(map, loads, medial, p), ftiOf(map, loads, lateral, p), phaseWhole[p]!)),
    )
  }
}

function footType({ map, footprint }: StanceSetup, stance: Stance, loads: RegionLoads, values: number[]): void {
  const midfoot = midfootFti(map, loads)
  const whole = forefootFti(map, loads) + midfoot + heelFti(map, loads)
  if (whole > 0) values[LOAD_PROXY] = midfoot / whole
  if (midfoot === midfoot) values[TIME_PROXY] = (100 * loads.midfoot_s) / stance.duration_s
  const [medial, lateral] = [ftiOf(map, loads, 'midM'), ftiOf(map, loads, 'midL')]
  if (medial + lateral > 0) values[MEDIAL_MIDFOOT] = (100 * medial) / (medial + lateral)
  if (footprint !== null) values[ARCH_INDEX] = archIndex(footprint, loads.touched)
}
