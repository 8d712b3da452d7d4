import { crc32c, encodeLayout, TYPE } from '@solestream/firmware-protocol'
import { fault, short, type Fault } from './fault.ts'
import { answers, from, layoutInstead, longer, patched, RESULT, to, value, withU32 } from './tools.ts'
import { testLayout, type Sabotage } from './virtualRadio.ts'

const documentOf = (): Uint8Array => encodeLayout(testLayout('left'))

/** In what is read: characteristics, identity, layout, calibration, pages, status. */
export const READ_FAULTS: readonly Fault[] = [
  fault('R-GATT-1', 'no status', () => ({ lacks: ['status'] })),
  fault('R-GATT-1', 'no identity', () => ({ lacks: ['identity'] })),
  fault('R-GATT-1', 'control without indications', () => ({ properties: (name, all) => (name === 'control' ? ['write', 'notify'] : all) })),
  fault('R-GATT-2', 'no battery service', () => ({ lacks: ['batteryLevel'] })),
  fault('R-GATT-2', 'a battery at 150 %', () => ({ read: value('batteryLevel', () => Uint8Array.of(150)) })),
  fault('R-GATT-2', 'no text in the firmware revision', () => ({ read: value('firmwareRevision', () => new Uint8Array(0)) })),
  fault('R-GATT-3', 'a value of 600 bytes', () => ({ read: value('layout', (bytes) => longer(bytes, 600 - bytes.length)) })),
  fault('R-GATT-4', 'a status of another type', () => ({ read: value('status', (bytes) => patched(bytes, 1, 9)) })),
  fault('R-GATT-4', 'a code judged before the version', () => ({
    answer: answers(
      (command) => command[0] === 2 && command[1] === 0x60,
      (answer) => patched(answer, RESULT, 1),
    ),
  })),
  fault('R-GATT-5', 'a status with a byte more', () => ({ read: value('status', (bytes) => longer(bytes, 1)) })),
  fault('R-GATT-5', 'a reserved flag in a notified status', () => ({ status: (bytes) => bytes && patched(bytes, 2, bytes[2]! | 0x80) })),
  fault('R-GATT-5', 'an answer with a byte more', () => ({ answer: answers(to('start'), (answer) => longer(answer, 1)) })),
  fault('R-GATT-5', 'an unknown result', () => ({ answer: answers(from(2, to('stop')), (answer) => patched(answer, RESULT, 77)) })),
  fault('R-GATT-5', 'the layout of the other side', () => ({ read: layoutInstead((layout) => ({ ...layout, side: 'right' })) })),
  fault('R-GATT-5', 'a calibration of no known method', () => ({
    read: value('calibration', (bytes) => sealed(patched(bytes, 4 + 2, 9))),
  })),

  fault('R-IDENTITY-1', 'another serial number at the next connection', () => ({
    read: value('identity', (bytes) => patched(bytes, 21, 0x58), 3),
  })),
  fault('R-IDENTITY-2', 'ticks of 2 ms', () => ({ read: value('identity', (bytes) => withU32(bytes, 8, 2_000_000)) })),
  short('R-IDENTITY-2', 'ticks of 2 microseconds', () => ({ read: value('identity', (bytes) => withU32(bytes, 8, 2000)) })),
  fault('R-IDENTITY-3', 'bytes after the model', () => ({ read: value('identity', (bytes) => longer(bytes, 2)) })),

  fault('R-LAYOUT-1', 'y from the toes to the heel', () => ({
    read: layoutInstead((layout) => ({ ...layout, sensors: layout.sensors.map((s) => ({ ...s, y_mm: layout.length_mm - s.y_mm })) })),
  })),
  fault('R-LAYOUT-1', 'x to the medial side', () => ({
    read: layoutInstead((layout) => ({ ...layout, sensors: layout.sensors.map((s) => ({ ...s, x_mm: -s.x_mm })) })),
  })),
  fault('R-LAYOUT-1', 'a sensor behind the heel', () => ({
    read: layoutInstead((layout) => ({ ...layout, sensors: layout.sensors.map((s, i) => (i === 0 ? { ...s, y_mm: -30 } : s)) })),
  })),
  fault('R-LAYOUT-2', 'a layout of 15 sensors', () => ({
    read: layoutInstead((layout) => ({ ...layout, sensors: layout.sensors.slice(1) })),
  })),
  fault('R-LAYOUT-3', 'a scale of 0', () => ({ read: layoutInstead((layout) => ({ ...layout, scale: 0 })) })),

  fault('R-CALIBRATION-1', 'other zeros at the next connection', () => fromLink(2, rezeroed)),
  fault('R-CALIBRATION-1', 'other zeros after it was switched off', () => fromLink(3, rezeroed)),

  fault('R-PAGE-1', 'a selection that outlives the connection', () => ({
    connected: (insole) => void insole.write(Uint8Array.of(1, 5, 0, 3, 1), 0),
  })),
  fault('R-PAGE-1', 'a page that does not follow the selection', () => ({
    command: (name, bytes) => (name === 'selectPage' ? patched(bytes, 4, 0) : bytes),
  })),
  fault('R-PAGE-1', 'ok to a page that is not there', () => ({
    answer: answers(to('selectPage'), (answer) => patched(answer, RESULT, 0)),
  })),
  fault('R-PAGE-2', 'a first page that is not full', () => {
    const [first, second] = [documentOf().subarray(0, 400), documentOf().subarray(400)]
    const page = (content: Uint8Array, k: number): Uint8Array => Uint8Array.of(1, TYPE.layoutPage, k, 2, ...content)
    return { read: value('layout', (bytes) => (bytes[2] === 0 ? page(first, 0) : page(second, 1))) }
  }),
  fault('R-PAGE-2', 'a page without content', () => ({ read: value('calibration', (bytes) => bytes.slice(0, 4)) })),
  fault('R-PAGE-3', 'a check sum that does not fit', () => ({ read: value('layout', (bytes) => patched(bytes, 100, bytes[100]! ^ 1)) })),
  fault('R-PAGE-3', 'a check sum of each page', () => ({
    read: value('layout', (bytes) => (bytes[2] === 1 ? patched(bytes, bytes.length - 4, ...crcOf(bytes.subarray(4, -4))) : bytes)),
  })),
  fault('R-PAGE-3', 'a number of pages that changes', () => ({
    read: value('layout', (bytes) => (bytes[2] === 1 ? patched(bytes, 3, 3) : bytes)),
  })),

  short('R-STATUS-1', 'no notification', () => ({ status: () => null })),
  short('R-STATUS-1', 'a notification with each packet', () => {
    let last: Uint8Array | null = null
    return { status: (bytes) => (last = bytes ?? last) }
  }),
  fault('R-STATUS-2', 'a tick that is 2000 ppm fast, and healthy', () => ({ insole: { clockError_ppm: 2000 } })),
]

/** The calibration is read otherwise from this connection on. */
function fromLink(nth: number, change: (page: Uint8Array) => Uint8Array): Sabotage {
  let links = 0
  return { connected: () => void links++, read: value('calibration', (bytes) => (links >= nth ? change(bytes) : bytes)) }
}

function crcOf(bytes: Uint8Array): number[] {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, crc32c(bytes), true)
  return [...out]
}

/** A page that is a whole document, with a check sum that fits again. */
function sealed(page: Uint8Array): Uint8Array {
  return patched(page, page.length - 4, ...crcOf(page.subarray(4, -4)))
}

/** A document of one page with other zeros, and a check sum that fits. */
function rezeroed(page: Uint8Array): Uint8Array {
  return sealed(patched(page, page.length - 20, page[page.length - 20]! ^ 1))
}
