import type { BalanceFigures } from './sway.ts'
import type { Standing } from './bothFeet.ts'

/** How both feet share the weight, of the forces in newtons. */
export function weightBearingFigures({ n, leftForce, rightForce }: Pick<Standing, 'n' | 'leftForce' | 'rightForce'>): BalanceFigures {
  let asymmetry = 0
  let within5 = 0
  let within10 = 0
  for (let i = 0; i < n; i++) {
    const left = leftForce[i]!
    const right = rightForce[i]!
    const percent = (100 * (left - right)) / (left + right)
    asymmetry += percent / n
    // A share of 55 % is an asymmetry of 10 %
    if (Math.abs(percent) <= 10) within5++
    if (Math.abs(percent) <= 20) within10++
  }
  return {
    weightBearingAsymmetry_percent: asymmetry,
    weightWithin5_percent: (100 * within5) / n,
    weightWithin10_percent: (100 * within10) / n,
  }
}
