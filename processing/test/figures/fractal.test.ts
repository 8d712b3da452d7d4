import { describe, expect, it } from 'vitest'
import { alphaInterval } from '../../src/analysis/figures/fractal.ts'
import { detrendedFluctuation, seededRandom } from '../../src/analysis/statistics/index.ts'
import { normal, summaryOf } from './strides.ts'

/** Fractional Gaussian noise of exponent H, exactly (Hosking 1984). */
function fractionalNoise(n: number, H: number, next: () => number): Float64Array {
  const covariance = (k: number) => 0.5 * (Math.abs(k - 1) ** (2 * H) - 2 * k ** (2 * H) + (k + 1) ** (2 * H))
  const x = new Float64Array(n)
  let phi = new Float64Array(n)
  let psi = new Float64Array(n)
  let variance = 1
  x[0] = next()
  for (let i = 1; i < n; i++) {
    let sum = covariance(i)
    for (let j = 0; j < i - 1; j++) sum -= phi[j]! * covariance(i - 1 - j)
    const k = sum / variance
    for (let j = 0; j < i - 1; j++) psi[j] = phi[j]! - k * phi[i - 2 - j]!
    psi[i - 1] = k
    ;[phi, psi] = [psi, phi]
    variance *= 1 - k * k
    let mean = 0
    for (let j = 0; j < i; j++) mean += phi[j]! * x[i - 1 - j]!
    x[i] = mean + Math.sqrt(variance) * next()
  }
  return x
}

const white = (n: number, seed: number) => {
  const next = normal(seed)
  return Float64Array.from({ length: n }, () => 1.1 + 0.02 * next())
}
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe('detrended fluctuation analysis', () => {
  it('gives 0.5 +- 0.02 on average of 100 seeded series without memory (acceptance check 6)', () => {
    expect(Math.abs(mean(Array.from({ length: 100 }, (_, seed) => detrendedFluctuation(white(600, seed + 1)))) - 0.5)).toBeLessThan(0.02)
  })

  it('and of 100 shuffles of a series with memory (acceptance check 6)', () => {
    const series = fractionalNoise(600, 0.8, normal(7))
    expect(detrendedFluctuation(series)).toBeGreaterThan(0.62)
    const random = seededRandom(3)
    const shuffled = () => {
      const copy = series.slice()
      for (let i = copy.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1))
        ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
      }
      return copy
    }
    expect(Math.abs(mean(Array.from({ length: 100 }, () => detrendedFluctuation(shuffled()))) - 0.5)).toBeLessThan(0.02)
  })

  it('gives 1.5 of a random walk, and does not mind offset and scale', () => {
    let sum = 0
    const walk = white(3000, 5).map((v) => (sum += v - 1.1))
    expect(Math.abs(detrendedFluctuation(walk) - 1.5)).toBeLessThan(0.12)
    expect(detrendedFluctuation(walk.map((v) => 40 + 3 * v))).toBeCloseTo(detrendedFluctuation(walk), 9)
    expect(detrendedFluctuation(white(200, 1))).toBeNaN()
  })

  it.each([0.6, 0.8])('gives back the exponent %f of fractional noise, and its interval holds it as often as it says', (H) => {
    const next = normal(12345)
    const alphas = Array.from({ length: 200 }, () => detrendedFluctuation(fractionalNoise(600, H, next)))
    expect(Math.abs(mean(alphas) - H)).toBeLessThan(0.04)
    const held = alphas.filter((a) => alphaInterval(a, 600)[0] <= H && H <= alphaInterval(a, 600)[1]).length
    // 93 to 96 % in larger simulations
    expect(held / 200).toBeGreaterThan(0.9)
  })

  it('is in the summary from 600 steady strides on, in which few are left out', () => {
    const times = [...white(640, 9)]
    const { summary } = summaryOf({ stride_s: times, excluded: { 100: 'outlier' } })
    expect(summary.strideAlpha!.left).toMatchObject({ n: 639 })
    expect(Math.abs(summary.strideAlpha!.left!.value - 0.5)).toBeLessThan(0.2)
    expect(summaryOf({ stride_s: times.slice(0, 599) }).unavailable['strideAlpha.left']).toMatch(
      /^599 valid strides have it, 600 are needed/,
    )
    const broken = summaryOf({ stride_s: times, excluded: { 320: 'pause' } })
    expect(broken.unavailable['strideAlpha.left']).toMatch(/^320 valid strides have it, 600 are needed/)
    const worn = summaryOf({
      stride_s: [...white(800, 4)],
      excluded: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [8 * i, 'turn'])),
    })
    expect(worn.unavailable['strideAlpha.left']).toBe('12 % of the strides of the longest steady stretch are left out')
  })
})
