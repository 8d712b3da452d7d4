import { SESSION_METRICS, type MetricDefinition } from '../../model/index.ts'
import type { Figures, Given } from '../figures/figures.ts'
import { CurveSums } from './curveSums.ts'
import { CYCLOGRAM_POINTS, cyclogramShape } from './cyclogram.ts'
import { meanFigure } from './meanFigure.ts'
import type { BothRecord } from './record.ts'
import { meanAbsolutePhase_deg, PhaseSpread } from './relativePhase.ts'

const TWO_STRIDES = 'a spread needs two strides'

/** Both feet as one figure, summed up over left strides. */
export class BothStances {
  private readonly cyclogram = new CurveSums(2 * CYCLOGRAM_POINTS)
  private readonly asymmetry: number[] = []
  private readonly phase: number[] = []
  private readonly phaseSpread = new PhaseSpread()
  private readonly x: number[] = []
  private readonly y: number[] = []

  add({ cyclogram, asymmetry, outOfTurn, crossing }: BothRecord): void {
    this.cyclogram.add(cyclogram)
    this.asymmetry.push(asymmetry)
    this.phase.push(meanAbsolutePhase_deg(outOfTurn))
    this.phaseSpread.add(outOfTurn)
    if (crossing === null) return
    this.x.push(crossing[0])
    this.y.push(crossing[1])
  }

  figures(): Figures {
    const { n } = this.cyclogram
    const { area, compactness } = cyclogramShape(this.cyclogram.means())
    const shape = (value: number): { readonly both: Given } => ({ both: n > 0 ? { value, n, ci95: null } : { n, because: 'no stride' } })
    const mean = (values: readonly number[], range?: MetricDefinition['range']): { readonly both: Given } => ({
      both: meanFigure(Float64Array.from(values), range),
    })
    const spreadOfPhase = this.phaseSpread.value_deg()
    return {
      cyclogramArea_ratio: shape(area),
      cyclogramCompactness_ratio: shape(compactness),
      cyclogramAsymmetry_percent: mean(this.asymmetry),
      relativePhase_deg: mean(this.phase, SESSION_METRICS.relativePhase_deg.range),
      relativePhaseSd_deg: { both: Number.isNaN(spreadOfPhase) ? { n, because: TWO_STRIDES } : { value: spreadOfPhase, n, ci95: null } },
      butterflyX_mm: mean(this.x),
      butterflyY_mm: mean(this.y),
      butterflyXSd_mm: { both: spread(this.x) },
      butterflyYSd_mm: { both: spread(this.y) },
    }
  }
}

function spread(values: readonly number[]): Given {
  const n = values.length
  if (n < 2) return { n, because: TWO_STRIDES }
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  return { value: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1)), n, ci95: null }
}
