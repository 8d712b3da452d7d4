import { utf8Decode, utf8Encode } from './utf8.ts'
import type { Fault } from './result.ts'

/** Reads little-endian fields. A read beyond the end gives 0 and sets `fault`: check it once, after the last field. */
export class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0
  fault: Fault | null = null
  detail = ''

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  get left(): number {
    return this.#bytes.length - this.#at
  }
  get at(): number {
    return this.#at
  }
  refuse(fault: Fault, detail: string): void {
    if (this.fault !== null) return
    this.fault = fault
    this.detail = detail
  }
  #take(n: number): number {
    if (this.fault !== null || this.left < n) {
      this.refuse('too-short', `needs ${n} more bytes at byte ${this.#at}, has ${this.left}`)
      return -1
    }
    const at = this.#at
    this.#at += n
    return at
  }
  u8(): number {
    const at = this.#take(1)
    return at < 0 ? 0 : this.#view.getUint8(at)
  }
  u16(): number {
    const at = this.#take(2)
    return at < 0 ? 0 : this.#view.getUint16(at, true)
  }
  i16(): number {
    const at = this.#take(2)
    return at < 0 ? 0 : this.#view.getInt16(at, true)
  }
  u32(): number {
    const at = this.#take(4)
    return at < 0 ? 0 : this.#view.getUint32(at, true)
  }
  i32(): number {
    const at = this.#take(4)
    return at < 0 ? 0 : this.#view.getInt32(at, true)
  }
  /** A finite f64; others are refused. */
  f64(): number {
    const at = this.#take(8)
    if (at < 0) return 0
    const value = this.#view.getFloat64(at, true)
    if (!Number.isFinite(value)) this.refuse('bad-value', `a number at byte ${at} is not finite`)
    return value
  }
  slice(n: number): Uint8Array {
    const at = this.#take(n)
    return at < 0 ? new Uint8Array(0) : this.#bytes.slice(at, at + n)
  }
  /** A length byte, then so many bytes of UTF-8. */
  text(): string {
    const bytes = this.slice(this.u8())
    const text = utf8Decode(bytes)
    if (text === null) this.refuse('bad-text', `not UTF-8 before byte ${this.#at}`)
    return text ?? ''
  }
}

/** Writes little-endian fields into bytes that grow. Values out of range are the caller's bug: RangeError. */
export class Writer {
  #bytes = new Uint8Array(64)
  #view = new DataView(this.#bytes.buffer)
  #at = 0

  #room(n: number): number {
    const at = this.#at
    this.#at += n
    if (this.#at > this.#bytes.length) {
      const more = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at))
      more.set(this.#bytes)
      this.#bytes = more
      this.#view = new DataView(more.buffer)
    }
    return at
  }
  u8(value: number): void {
    const at = this.#room(1)
    this.#view.setUint8(at, whole(value, 0, 0xff))
  }
  u16(value: number): void {
    const at = this.#room(2)
    this.#view.setUint16(at, whole(value, 0, 0xffff), true)
  }
  i16(value: number): void {
    const at = this.#room(2)
    this.#view.setInt16(at, whole(value, -0x8000, 0x7fff), true)
  }
  u32(value: number): void {
    const at = this.#room(4)
    this.#view.setUint32(at, whole(value, 0, 0xffffffff), true)
  }
  i32(value: number): void {
    const at = this.#room(4)
    this.#view.setInt32(at, whole(value, -0x80000000, 0x7fffffff), true)
  }
  f64(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not finite`)
    const at = this.#room(8)
    this.#view.setFloat64(at, value, true)
  }
  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length)
    this.#bytes.set(bytes, at)
  }
  text(text: string): void {
    const bytes = utf8Encode(text)
    if (bytes.length > 255) throw new RangeError(`text of ${bytes.length} bytes; at most 255`)
    this.u8(bytes.length)
    this.raw(bytes)
  }
  done(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }
}

export function whole(value: number, low: number, high: number): number {
  if (!Number.isInteger(value) || value < low || value > high) throw new RangeError(`${value} is not a whole number of ${low} to ${high}`)
  return value
}
