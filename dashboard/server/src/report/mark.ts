import { colour, type Paper } from './paper.ts'

const FULL = new Set(['high', 'good'])
const HALF = new Set(['moderate', 'fair'])

/** Full: high or good; half: moderate or fair; ring: low or poor. The word stands beside it. */
export function drawMark({ doc }: Paper, x: number, y: number, of: string): void {
  doc.save().lineWidth(1).strokeColor(colour('text')).fillColor(colour('text'))
  doc.circle(x, y, 3.6).stroke()
  if (FULL.has(of)) doc.circle(x, y, 3.8).fill()
  if (HALF.has(of)) doc.path(`M${x} ${y - 3.8}A3.8 3.8 0 0 0 ${x} ${y + 3.8}Z`).fill()
  doc.restore()
}
