/** Inverse of an n x n matrix (row-major) by Gauss-Jordan with partial pivoting; throws RangeError when it is singular. */
export function invert(matrix: Float64Array, n: number): Float64Array {
  const a = Float64Array.from(matrix)
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++) if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row
    if (Math.abs(a[pivot * n + column]!) < 1e-12) throw new RangeError('matrix is singular')
    if (pivot !== column) {
      swapRows(a, n, pivot, column)
      swapRows(inverse, n, pivot, column)
    }
    const scale = 1 / a[column * n + column]!
    for (let k = 0; k < n; k++) {
      a[column * n + k]! *= scale
      inverse[column * n + k]! *= scale
    }
    for (let row = 0; row < n; row++) {
      const factor = row === column ? 0 : a[row * n + column]!
      if (factor === 0) continue
      for (let k = 0; k < n; k++) {
        a[row * n + k]! -= factor * a[column * n + k]!
        inverse[row * n + k]! -= factor * inverse[column * n + k]!
      }
    }
  }
  return inverse
}

function swapRows(m: Float64Array, n: number, p: number, q: number): void {
  for (let k = 0; k < n; k++) {
    const kept = m[p * n + k]!
    m[p * n + k] = m[q * n + k]!
    m[q * n + k] = kept
  }
}
