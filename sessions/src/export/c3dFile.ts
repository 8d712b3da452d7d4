/**
 * C3D, little-endian (Intel), floating point, analog channels only (www.c3d.org, "The C3D file format: user guide"). 512-byte blocks: header,
 * parameters, data. A frame holds all analog samples of one period of the frame rate, channel by channel within each sample.
 */
export interface C3dContent {
  readonly labels: readonly string[]
  readonly units: readonly string[]
  readonly descriptions: readonly string[]
  /** Samples a second; a whole number: one frame is a second. */
  readonly rate_Hz: number
  /** [frames x rate][channels], channel by channel in each sample; NaN: there is none. */
  readonly samples: Float32Array
  readonly events: readonly { readonly time_s: number; readonly label: string; readonly context: string }[]
  readonly subject: string
  readonly notes: Readonly<Record<string, string>>
}

const BLOCK = 512
const PROCESSOR_INTEL = 84
const REAL = 4
const INTEGER = 2
const CHAR = -1
/** Dimensions are bytes: what is more goes on in LABELS2, LABELS3... */
const MOST = 255

/** Throws a RangeError where the format has no room (more than 255 channels, parameters of more than 255 blocks). */
export function encodeC3d(content: C3dContent): Uint8Array {
  const channels = content.labels.length
  if (channels > MOST) throw new RangeError(`C3D holds ${MOST} analog channels, and these are ${channels}`)
  const frames = Math.ceil(content.samples.length / channels / content.rate_Hz)
  // Where the data begin stands among the parameters, whose size does not depend on it.
  const dataStart = 2 + parameterSection(content, frames, 0).length / BLOCK
  const parameters = parameterSection(content, frames, dataStart)
  const data = new Float32Array(frames * content.rate_Hz * channels).fill(NaN)
  data.set(content.samples)
  const bytes = new Uint8Array((dataStart - 1) * BLOCK + Math.ceil((4 * data.length) / BLOCK) * BLOCK)
  bytes.set(header(content, channels, frames, dataStart))
  bytes.set(parameters, BLOCK)
  bytes.set(new Uint8Array(data.buffer), (dataStart - 1) * BLOCK)
  return bytes
}

function header({ rate_Hz }: C3dContent, channels: number, frames: number, dataStart: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(BLOCK))
  view.setUint8(0, 2)
  view.setUint8(1, 0x50)
  view.setUint16(2, 0, true)
  view.setUint16(4, channels * rate_Hz, true)
  view.setUint16(6, 1, true)
  view.setUint16(8, frames, true)
  view.setUint16(10, 0, true)
  // Negative: the data are floating point.
  view.setFloat32(12, -1, true)
  view.setUint16(16, dataStart, true)
  view.setUint16(18, rate_Hz, true)
  view.setFloat32(20, 1, true)
  return new Uint8Array(view.buffer)
}

interface Parameter {
  readonly name: string
  readonly type: number
  readonly dimensions: readonly number[]
  readonly data: Uint8Array
  readonly about?: string
}

const latin = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')

function texts(name: string, values: readonly string[], about?: string): Parameter {
  const width = Math.min(MOST, Math.max(1, ...values.map((v) => v.length)))
  const data = new TextEncoder().encode(values.map((v) => latin(v).slice(0, width).padEnd(width)).join(''))
  return { name, type: CHAR, dimensions: [width, values.length], data, ...(about === undefined ? {} : { about }) }
}
function reals(
  name: string,
  values: readonly number[],
  dimensions: readonly number[] = values.length === 1 ? [] : [values.length],
): Parameter {
  return { name, type: REAL, dimensions, data: new Uint8Array(Float32Array.from(values).buffer) }
}
function integers(
  name: string,
  values: readonly number[],
  dimensions: readonly number[] = values.length === 1 ? [] : [values.length],
): Parameter {
  return { name, type: INTEGER, dimensions, data: new Uint8Array(Int16Array.from(values).buffer) }
}

/** NAME, NAME2, NAME3: at most 255 values each. */
function parts<T>(name: string, values: readonly T[], make: (name: string, values: readonly T[]) => Parameter): Parameter[] {
  const made: Parameter[] = []
  for (let from = 0; from < values.length; from += MOST)
    made.push(make(made.length === 0 ? name : `${name}${made.length + 1}`, values.slice(from, from + MOST)))
  return made
}

function parameterSection(content: C3dContent, frames: number, dataStart: number): Uint8Array {
  const { labels, units, descriptions, rate_Hz, events, subject, notes } = content
  const groups: readonly (readonly [name: string, parameters: readonly Parameter[]])[] = [
    [
      'POINT',
      [integers('USED', [0]), reals('SCALE', [-1]), reals('RATE', [1]), integers('FRAMES', [frames]), integers('DATA_START', [dataStart])],
    ],
    [
      'ANALOG',
      [
        integers('USED', [labels.length]),
        texts('LABELS', labels),
        texts('DESCRIPTIONS', descriptions),
        texts('UNITS', units),
        reals(
          'SCALE',
          labels.map(() => 1),
          [labels.length],
        ),
        integers(
          'OFFSET',
          labels.map(() => 0),
          [labels.length],
        ),
        reals('GEN_SCALE', [1]),
        reals('RATE', [rate_Hz]),
      ],
    ],
    [
      'EVENT',
      [
        integers('USED', [events.length]),
        ...parts(
          'CONTEXTS',
          events.map((e) => e.context),
          texts,
        ),
        ...parts(
          'LABELS',
          events.map((e) => e.label),
          texts,
        ),
        // Minutes and seconds.
        ...parts('TIMES', events, (name, some) =>
          reals(
            name,
            some.flatMap((e) => [Math.floor(e.time_s / 60), e.time_s % 60]),
            [2, some.length],
          ),
        ),
        ...parts(
          'SUBJECTS',
          events.map(() => subject),
          texts,
        ),
      ],
    ],
    ['SUBJECTS', [integers('USED', [1]), texts('NAMES', [subject])]],
    ['SOLESTREAM', Object.entries(notes).map(([name, text]) => texts(name, [text.slice(0, MOST)]))],
  ]
  const bytes: number[] = [0, 0, 0, PROCESSOR_INTEL]
  groups.forEach(([name], k) => pushHead(bytes, -(k + 1), name, 1, 0))
  groups.forEach(([, parameters], k) => parameters.forEach((p) => pushParameter(bytes, k + 1, p)))
  bytes.push(0, 0)
  const blocks = Math.ceil(bytes.length / BLOCK)
  if (blocks > MOST) throw new RangeError(`C3D holds ${MOST} blocks of parameters, and these are ${blocks}`)
  bytes[2] = blocks
  const whole = new Uint8Array(blocks * BLOCK)
  whole.set(bytes)
  return whole
}

/** Name length, id, name, and how far it is from that word to the next head; `body` bytes lie in between, and a description. */
function pushHead(bytes: number[], id: number, name: string, descriptionBytes: number, body: number): void {
  bytes.push(name.length, id & 0xff, ...new TextEncoder().encode(name))
  const offset = 2 + body + descriptionBytes
  bytes.push(offset & 0xff, offset >> 8)
  if (body === 0) bytes.push(0)
}

function pushParameter(bytes: number[], group: number, { name, type, dimensions, data }: Parameter): void {
  pushHead(bytes, group, name, 1, 2 + dimensions.length + data.length)
  bytes.push(type & 0xff, dimensions.length, ...dimensions)
  for (const byte of data) bytes.push(byte)
  bytes.push(0)
}
