/** One perceptually even scale (viridis) for both colour schemes: the same pressure has the same colour everywhere. */
export const PRESSURE_STOPS = [
  '#440154', '#481a6c', '#472f7d', '#414487', '#39568c', '#31688e', '#2a788e', '#23888e',
  '#1f988b', '#22a884', '#35b779', '#54c568', '#7ad151', '#a5db36', '#d2e21b', '#fde725',
] as const // prettier-ignore

/** 256 colours as the 32-bit words of a little-endian RGBA canvas. */
export function pressureTable(): Uint32Array {
  const rgb = PRESSURE_STOPS.map((stop) => [1, 3, 5].map((i) => parseInt(stop.slice(i, i + 2), 16)))
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (rgb.length - 1)
    const low = Math.min(rgb.length - 2, Math.floor(at))
    const [r, g, b] = rgb[low]!.map((v, c) => Math.round(v + (rgb[low + 1]![c]! - v) * (at - low)))
    return ((255 << 24) | (b! << 16) | (g! << 8) | r!) >>> 0
  })
}

/** Colours `field` from 0 to `fullScale` into `pixels`; below 0 is the first colour, above full scale the last. */
export function colourField(field: Float32Array, fullScale: number, table: Uint32Array, pixels: Uint32Array): void {
  const scale = 255 / fullScale
  for (let i = 0; i < pixels.length; i++) {
    const level = field[i]! * scale
    pixels[i] = table[level > 0 ? (level < 255 ? (level + 0.5) | 0 : 255) : 0]!
  }
}
