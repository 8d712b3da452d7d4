import type { InsoleDescription, MetricNeed, Side, WalkInputs } from '../../model/index.ts'
import { SIDES } from '../../model/index.ts'
import { fitFault } from '../calibration/judgeFit.ts'
import { coefficients } from '../force/coefficients.ts'
import { footParts } from '../rollOver/index.ts'
import { sizeKnown } from '../stance/extent.ts'
import { regionsOf } from '../stance/regionMap.ts'
import { STANCE } from '../stance/settings.ts'

/** Why this insole does not carry a metric with that need, for people; null: it does. */
const OF_INSOLE: { readonly [N in MetricNeed]?: (insole: InsoleDescription) => string | null } = {
  newtons: (insole) => uncalibrated(insole, ({ unit }) => unit === 'N'),
  kPa: (insole) => uncalibrated(insole, ({ kPaPerForce }) => kPaPerForce !== null),
  positions: ({ layout }) => (layout.geometry === 'none' ? 'the layout does not say where the sensors are' : null),
  size: ({ layout }) =>
    layout.geometry === 'none' || sizeKnown(layout) ? null : 'the layout does not say how long and wide the insole is',
  geometry: ({ layout }) => (layout.geometry === 'mm' ? null : 'the layout has no real geometry'),
  outline: ({ layout }) => (layout.outline.length >= 3 ? null : 'the layout has no outline'),
  regions: (insole) =>
    regionsOf(insole).some((r) => r !== null) ? null : 'the layout does not say under which part of the foot the sensors are',
  'fast-samples': ({ rate_Hz }) =>
    rate_Hz >= STANCE.loadingRateFrom_Hz ? null : `${rate_Hz} samples a second are too few, ${STANCE.loadingRateFrom_Hz} are needed`,
  'heel-and-forefoot': ({ layout, sensors }) => {
    const parts = footParts(layout, sensors)
    return typeof parts === 'string' ? parts : null
  },
}

function uncalibrated(insole: InsoleDescription, has: (c: ReturnType<typeof coefficients>) => boolean): string | null {
  const known = coefficients(insole)
  if (!known.calibrated) {
    const tried = insole.calibrationFit ? fitFault(insole.calibrationFit) : null
    return `the recording is not calibrated${tried ? `: a calibration by body weight was too poor, ${tried.because}` : ''}`
  }
  return has(known) ? null : 'the layout does not give the areas of the sensors'
}

/** The same of the walk as a whole. */
const OF_WALK: { readonly [N in MetricNeed]?: (present: readonly InsoleDescription[], inputs: WalkInputs) => string | null } = {
  'both-feet': (present) => (present.length < 2 ? oneFoot(present) : null),
  'belt-speed': (_, { beltSpeed_m_s, belt = [] }) =>
    beltSpeed_m_s === undefined && belt.length === 0 ? 'the belt speed is not known' : null,
  'stance-width': (_, { stanceWidth_mm }) => (stanceWidth_mm === undefined ? 'no stance width was entered' : null),
  'body-weight': (_, { bodyWeight_N }) => (bodyWeight_N === undefined ? 'the body weight is not known' : null),
}

function oneFoot(present: readonly InsoleDescription[]): string {
  const absent = SIDES.filter((side) => !present.some((i) => i.side === side))
  return `needs both feet: there are no samples of the ${absent.join(' and the ')} foot`
}

/** Why a need is not met by the whole walk (both insoles), or by one foot. */
export function unmet(
  need: MetricNeed,
  present: readonly InsoleDescription[],
  inputs: WalkInputs,
): { readonly whole: string | null; readonly feet: readonly { readonly side: Side; readonly why: string }[] } {
  const whole = OF_WALK[need]?.(present, inputs) ?? null
  const feet = present.flatMap((insole) => {
    const why = OF_INSOLE[need]?.(insole) ?? null
    return why === null ? [] : [{ side: insole.side, why }]
  })
  if (whole === null && feet.length > 0 && feet.length === present.length) return { whole: feet[0]!.why, feet: [] }
  return { whole, feet }
}
