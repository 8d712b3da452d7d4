import { TEXT_SIZE, type Picture, type Shape } from '@solestream/dashboard-shared/picture'
import { BOLD, colour, REGULAR, type Paper } from './paper.ts'

/** A picture with its upper left corner at (x, y). */
export function drawPicture({ doc }: Paper, picture: Picture, x: number, y: number): void {
  doc.save().translate(x, y)
  for (const shape of picture.shapes) draw(shape)
  doc.restore()

  function draw(shape: Shape): void {
    if (shape.kind === 'within') {
      doc.save().path(shape.d).clip()
      for (const inner of shape.shapes) draw(inner)
      doc.restore()
    } else if (shape.kind === 'text') {
      doc.font(shape.bold === true ? BOLD : REGULAR, TEXT_SIZE).fillColor(colour(shape.ink))
      const width = doc.widthOfString(shape.words)
      const left = shape.anchor === 'start' ? 0 : shape.anchor === 'end' ? width : width / 2
      doc.text(shape.words, shape.x - left, shape.y, { lineBreak: false, baseline: 'alphabetic' })
    } else if (shape.d !== '') {
      const { d, fill, stroke, width = 1, dash, opacity = 1 } = shape
      doc.save().opacity(opacity).lineWidth(width).lineJoin('round')
      if (dash !== undefined) doc.dash(dash[0], { space: dash[1] })
      doc.path(d)
      if (fill !== undefined && stroke !== undefined) doc.fillAndStroke(colour(fill), colour(stroke))
      else if (fill !== undefined) doc.fill(colour(fill))
      else if (stroke !== undefined) doc.stroke(colour(stroke))
      doc.restore()
    }
  }
}
