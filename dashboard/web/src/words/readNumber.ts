/** A number as any of the languages writes it (true minus, decimal comma); NaN where it is none. */
export function readNumber(text: string): number {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.')
  return plain === '' ? NaN : Number(plain)
}
