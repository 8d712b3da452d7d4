import type { Figures, Given } from '../figures/figures.ts'
import { CurveSums } from './curveSums.ts'
import { CYCLOGRAM_POINTS, cyclogramShape } from './cyclogram.ts'
import { meanFigure } from './footStances.ts'
import type { BothRecord } from './record.ts'

/** Both feet as one figure, summed up over left strides. */
export class BothStances {
  private readonly cyclogram = new CurveSums(2 * CYCLOGRAM_POINTS)
  private readonly asymmetry: number[] = []
  private readonly x: number[] = []
  private readonly y: number[] = []

  add({ cyclogram, asymmetry, crossing }: BothRecord): void {
    this.cyclogram.add(cyclogram)
    this.asymmetry.push(asymmetry)
    if (crossing === null) return
    this.x.push(crossing[0])
    this.y.push(crossing[1])
  }

  figures(): Figures {
    const { n } = this.cyclogram
    const { area, compactness } = cyclogramShape(this.cyclogram.means())
    const shape = (value: number): { readonly both: Given } => ({ both: n > 0 ? { value, n, ci95: null } : { n, because: 'no stride' } })
    const mean = (values: readonly number[]): { readonly both: Given } => ({ both: meanFigure(Float64Array.from(values)) })
    return {
      cyclogramArea_ratio: shape(area),
      cyclogramCompactness_ratio: shape(compactness),
      cyclogramAsymmetry_percent: mean(this.asymmetry),
      butterflyX_mm: mean(this.x),
      butterflyY_mm: mean(this.y),
      butterflyXSd_mm: { both: spread(this.x) },
      butterflyYSd_mm: { both: spread(this.y) },
    }
  }
}

function spread(values: readonly number[]): Given {
  const n = values.length
  if (n < 2) return { n, because: 'a spread needs two strides' }
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  return { value: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1)), n, ci95: null }
}
