import type { InsoleDescription, SampleBlock } from '../../model/index.ts'
import { coefficients } from '../force/coefficients.ts'
import type { FootParts } from './parts.ts'

/** Sums over the sensors of a foot's two parts, in the unit of its force; arrays are used again for the next block. */
export interface PartForces {
  /** Shape [n] each; NaN where a sensor of the part is missing. */
  heel: Float32Array
  forefoot: Float32Array
}

interface Weighed {
  readonly sensors: Int32Array
  readonly gain: Float64Array
  /** Sum of the sensors' offsets. */
  readonly offset: number
}

/** Adds up heel and forefoot of blocks. */
export class PartSums {
  readonly forces: PartForces = { heel: new Float32Array(0), forefoot: new Float32Array(0) }
  private readonly heel: Weighed
  private readonly forefoot: Weighed

  constructor(insole: InsoleDescription, parts: FootParts) {
    const { gain, offset } = coefficients(insole)
    const weigh = (sensors: readonly number[]): Weighed => ({
      sensors: Int32Array.from(sensors),
      gain: Float64Array.from(sensors, (k) => gain[k]!),
      offset: sensors.reduce((sum, k) => sum + offset[k]!, 0),
    })
    this.heel = weigh(parts.heel)
    this.forefoot = weigh(parts.forefoot)
  }

  add(block: SampleBlock): PartForces {
    const { forces } = this
    if (forces.heel.length < block.n) {
      forces.heel = new Float32Array(block.n)
      forces.forefoot = new Float32Array(block.n)
    }
    sum(block, this.heel, forces.heel)
    sum(block, this.forefoot, forces.forefoot)
    return forces
  }
}

function sum({ n, counts }: SampleBlock, { sensors, gain, offset }: Weighed, into: Float32Array): void {
  for (let i = 0; i < n; i++) {
    let force = offset
    for (let s = 0; s < sensors.length; s++) force += gain[s]! * counts[sensors[s]! * n + i]!
    into[i] = force
  }
}
