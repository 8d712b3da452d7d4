import { decodeCalibration, encodeCalibration, encodeResponse, PAGE_HEADER_BYTES, type Calibration } from '@solestream/firmware-protocol'
import { fault, type Fault } from './fault.ts'
import { restingFeed } from './restingFeed.ts'
import { answers, only, packets, patched, RESULT, to, value } from './tools.ts'
import type { Sabotage } from './virtualRadio.ts'

const begins = (size: number) => (command: Uint8Array, name: string | null) =>
  name === 'calibrationBegin' && command[3] === (size & 0xff) && command[4] === size >> 8

/** Pages of 10 bytes are those that are tried without a commit. */
const tried = (offset: number) => (command: Uint8Array, name: string | null) =>
  name === 'calibrationPage' && command.length === 15 && command[3] === offset

/** Counts commits that were ok: the other calibration holds from the first until the third. */
function watching(change: (written: () => boolean) => Sabotage): Sabotage {
  let commits = 0
  const sabotage = change(() => commits === 1 || commits === 2)
  return {
    ...sabotage,
    answer: (name, answer, command) => {
      if (name === 'calibrationCommit' && answer[RESULT] === 0) commits++
      return sabotage.answer?.(name, answer, command) ?? [[5, answer]]
    },
  }
}

/** After a tare the calibration is read otherwise. */
function afterTare(change: (calibration: Calibration) => Calibration): Sabotage {
  let tared = false
  const page = (bytes: Uint8Array): Uint8Array => {
    const decoded = decodeCalibration(bytes.subarray(PAGE_HEADER_BYTES))
    if (!tared || !decoded.ok) return bytes
    return Uint8Array.of(...bytes.subarray(0, PAGE_HEADER_BYTES), ...encodeCalibration(change(decoded.value)))
  }
  return {
    read: value('calibration', page),
    answer: answers(to('tare', 'calibrationCommit'), (answer, command) => {
      tared = command[1] === 0x30
      return answer
    }),
  }
}

const ok = (answer: Uint8Array): Uint8Array => patched(answer, RESULT, 0)
const resting = { feed: restingFeed }

/** In how a calibration is written and how the tare is taken. */
export const WRITING_FAULTS: readonly Fault[] = [
  fault('R-CALIBRATION-2', 'counts with the zero taken off', () =>
    watching((written) => ({
      notify: packets((packet) => (written() ? { ...packet, counts: packet.counts.map((count) => Math.max(0, count + 1000)) } : packet)),
    })),
  ),
  fault('R-CALIBRATION-3', 'ok to a document of 0 bytes', () => ({ answer: answers(begins(0), ok) })),
  fault('R-CALIBRATION-3', 'begun anew, and going on', () => ({
    command: (() => {
      const second = only(2, begins(100))
      return (name, bytes) => (second(bytes, name) ? Uint8Array.of(1, 4, bytes[2]!, 0, 0, 0, 0) : bytes)
    })(),
    answer: answers(only(2, begins(100)), (answer) => Uint8Array.of(1, 0xb1, answer[2]!, 0)),
  })),
  fault('R-CALIBRATION-3', 'a document that outlives the connection', () => ({ deafToTheEnd: true })),
  fault('R-CALIBRATION-4', 'ok to a page that leaves bytes out', () => ({ answer: answers(tried(5), ok) })),
  fault('R-CALIBRATION-4', 'a repeated page is refused', () => ({
    answer: answers(only(3, tried(0)), (answer) => patched(answer, RESULT, 4)),
  })),
  fault('R-CALIBRATION-4', 'ok to other bytes at the same place', () => ({ answer: answers(only(4, tried(0)), ok) })),
  fault('R-CALIBRATION-5', 'ok to a commit with bytes missing', () => ({ answer: answers(only(2, to('calibrationCommit')), ok) })),
  fault('R-CALIBRATION-5', 'ok to a wrong check sum', () => ({ answer: answers(only(3, to('calibrationCommit')), ok) })),
  fault('R-CALIBRATION-5', 'a wrong check sum is refused, and kept', () => {
    let commits = 0
    return {
      command: (name, bytes) => {
        if (name === 'calibrationCommit') commits++
        return bytes
      },
      read: value('calibration', (bytes) => (commits === 3 ? patched(bytes, 20, bytes[20]! ^ 1) : bytes)),
    }
  }),
  fault('R-CALIBRATION-5', 'a repeated commit is refused', () => ({
    answer: answers(only(6, to('calibrationCommit')), (answer) => patched(answer, RESULT, 7)),
  })),
  fault('R-CALIBRATION-6', 'the attribute gives the old one', () => {
    let old: Uint8Array | null = null
    return watching((written) => ({ read: value('calibration', (bytes) => (written() ? old! : (old = bytes))) }))
  }),
  fault('R-CALIBRATION-6', 'the date of a tare outlives it', () => ({
    answer: answers(to('tareDate'), (answer) =>
      encodeResponse({ command: 'tareDate', request: answer[2]!, result: 'ok', tared_utc: '2026-01-31T12:00:00Z' }),
    ),
  })),
  fault('R-CALIBRATION-7', 'busy while streaming', () => ({
    answer: answers(only(3, begins(100)), (answer) => patched(answer, RESULT, 5)),
  })),
  fault('R-CALIBRATION-7', 'samples are lost while flash is written', () => {
    const third = only(3, begins(100))
    let losing = 0
    return {
      command: (name, bytes) => {
        if (third(bytes, name)) losing = 3
        return bytes
      },
      notify: (due) => due.filter(() => losing-- <= 0),
    }
  }),

  fault('R-TARE-1', 'zeros that are not the mean', () => ({
    ...resting,
    ...afterTare((calibration) => ({ ...calibration, zero: calibration.zero.map((zero) => zero + 20) })),
  })),
  fault('R-TARE-1', 'other gains', () => ({
    ...resting,
    ...afterTare((calibration) => ({ ...calibration, gain: calibration.gain.map((gain) => gain * 2) })),
  })),
  fault('R-TARE-2', 'another date', () => ({
    ...resting,
    answer: answers(to('tareDate'), (answer) =>
      answer[RESULT] === 0
        ? encodeResponse({ command: 'tareDate', request: answer[2]!, result: 'ok', tared_utc: '2026-01-31T12:00:00Z' })
        : answer,
    ),
  })),
  fault('R-TARE-2', 'no date', () => ({
    ...resting,
    answer: answers(to('tareDate'), (answer) => patched(answer, RESULT, 10).slice(0, 4)),
  })),
  fault('R-TARE-3', 'a calibration that looks like one', () => ({
    feed: () => restingFeed(false),
    ...afterTare((calibration) => ({ ...calibration, method: 'vendor' })),
  })),
  fault('R-TARE-4', 'ok with a foot on it', () => ({ answer: answers(to('tare'), ok) })),
  fault('R-TARE-4', 'loaded without', () => ({ ...resting, answer: answers(to('tare'), (answer) => patched(answer, RESULT, 8)) })),
  fault('R-TARE-4', 'loaded, and other zeros', () =>
    afterTare((calibration) => ({ ...calibration, zero: calibration.zero.map((zero) => zero + 1) })),
  ),
]
