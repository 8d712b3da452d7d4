import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Ink } from '@solestream/dashboard-shared/picture'

/** Points. */
export const PAGE = { width: 595.28, height: 841.89, left: 34, right: 34, top: 28, bottom: 24 }
export const WIDTH = PAGE.width - PAGE.left - PAGE.right

/** The light scheme of the page's tokens.css. */
const INKS: Readonly<Record<Exclude<Ink, `#${string}`>, string>> = {
  text: '#12171d',
  text2: '#424e5a',
  text3: '#5f6b77',
  left: '#0072b2',
  leftT: '#00659e',
  right: '#d55e00',
  rightT: '#b04d00',
  grid: '#e9edf0',
  axis: '#a3aeb9',
  foot: '#f0f3f5',
  footEdge: '#a3aeb9',
  surface: '#ffffff',
}
const isHex = (ink: Ink): ink is `#${string}` => ink.startsWith('#')
export const colour = (ink: Ink): string => (isHex(ink) ? ink : INKS[ink])

export interface TextStyle {
  readonly size?: number
  readonly bold?: boolean
  readonly ink?: Ink
  readonly align?: 'left' | 'center' | 'right'
  /** Longer text ends in … */
  readonly lines?: number
}
export type Paper = ReturnType<typeof openPaper>

// Metric-compatible with the page's fonts, and has the true minus and what German needs. SIL Open Font License 1.1.
const font = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/arimo/${name}/Arimo_${name}.ttf`)
export const REGULAR = font('400Regular')
export const BOLD = font('700Bold')

/** A PDF to write on. `date`: of its metadata, so that the same report has the same bytes whenever it is made. */
export function openPaper(about: { readonly title: string; readonly language: string; readonly date: Date }) {
  const { title, language, date } = about
  const doc = new PDFDocument({
    size: 'A4',
    // Pages end where this room ends them, not where pdfkit would: what is drawn smaller reaches further in its own measure.
    margins: { top: 0, left: 0, right: 0, bottom: -5000 },
    font: REGULAR,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Producer: 'solestream', Creator: 'solestream', CreationDate: date, ModDate: date },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })

  function style({ size = 8.5, bold = false, ink = 'text' }: TextStyle): void {
    // By their paths: of a registered name pdfkit reads the file anew each time.
    doc.font(bold ? BOLD : REGULAR, size).fillColor(colour(ink))
  }
  /** Height of one line. */
  const lineHeight = (size: number): number => 1.2 * size

  return {
    doc,
    /** Writes within `width` from (x, y) down, and gives the height that it took. */
    write(words: string, x: number, y: number, width: number, given: TextStyle = {}): number {
      style(given)
      const { size = 8.5, align = 'left', lines } = given
      const gap = lineHeight(size) - doc.currentLineHeight()
      const options = { width, align, lineGap: gap }
      const whole = doc.heightOfString(words, options)
      const height = lines === undefined ? whole : Math.min(whole, lines * lineHeight(size))
      doc.text(words, x, y, lines === undefined ? options : { ...options, height: height + 0.1, ellipsis: true })
      return height
    },
    heightOf(words: string, width: number, given: TextStyle = {}): number {
      style(given)
      const { size = 8.5, lines } = given
      const whole = doc.heightOfString(words, { width, lineGap: lineHeight(size) - doc.currentLineHeight() })
      return lines === undefined ? whole : Math.min(whole, lines * lineHeight(size))
    },
    widthOf(words: string, given: TextStyle = {}): number {
      style(given)
      return doc.widthOfString(words)
    },
    rule(y: number, ink: Ink = 'grid', width = 0.7, x = PAGE.left, length = WIDTH): void {
      doc
        .moveTo(x, y)
        .lineTo(x + length, y)
        .lineWidth(width)
        .strokeColor(colour(ink))
        .stroke()
    },
    end(): Promise<Uint8Array> {
      doc.end()
      return finished
    },
  }
}
