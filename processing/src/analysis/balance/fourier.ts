import FFT from 'fft.js'

/**
 * |X_k|^2 of the discrete Fourier transform of n real numbers, k = 0..floor(n / 2), for any n: a length that is no power of two goes
 * through a convolution that is one (Bluestein 1970, doi:10.1109/TAU.1970.1162132). Made once for a length, used for many segments.
 */
export function createPowerSpectrum(n: number): (x: Float64Array) => Float64Array {
  const size = 2 ** Math.max(3, Math.ceil(Math.log2(2 * n - 1)))
  const fft = new FFT(size)
  const complex = (): Float64Array => new Float64Array(2 * size)
  // exp(-i pi k^2 / n); k^2 taken modulo 2n, so that large angles lose nothing
  const cos = new Float64Array(n)
  const sin = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const angle = (Math.PI * ((k * k) % (2 * n))) / n
    cos[k] = Math.cos(angle)
    sin[k] = Math.sin(angle)
  }
  const chirp = complex()
  for (let k = 0; k < n; k++)
    for (const at of k === 0 ? [0] : [k, size - k]) {
      chirp[2 * at] = cos[k]!
      chirp[2 * at + 1] = sin[k]!
    }
  const kernel = complex()
  fft.transform(kernel, chirp)
  const data = complex()
  const spectrum = complex()

  return (x) => {
    data.fill(0)
    for (let k = 0; k < n; k++) {
      data[2 * k] = x[k]! * cos[k]!
      data[2 * k + 1] = -x[k]! * sin[k]!
    }
    fft.transform(spectrum, data)
    for (let j = 0; j < 2 * size; j += 2) {
      const re = spectrum[j]!
      const im = spectrum[j + 1]!
      spectrum[j] = re * kernel[j]! - im * kernel[j + 1]!
      spectrum[j + 1] = re * kernel[j + 1]! + im * kernel[j]!
    }
    fft.inverseTransform(data, spectrum)
    // the last factor, exp(-i pi k^2 / n), has size 1: it does not change the power
    return Float64Array.from({ length: (n >> 1) + 1 }, (_, k) => data[2 * k]! ** 2 + data[2 * k + 1]! ** 2)
  }
}
