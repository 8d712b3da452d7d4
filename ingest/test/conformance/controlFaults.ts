import { fault, type Fault } from './fault.ts'
import { answers, from, longer, only, packets, patched, RESULT, to, u32, value, withU32 } from './tools.ts'

/** In how commands are answered, how the link goes on, and what versions say. */
export const CONTROL_FAULTS: readonly Fault[] = [
  fault('R-CONTROL-1', 'an answer twice', () => ({
    answer: answers(from(4, to('timeSync')), (answer) => [
      [5, answer],
      [40, answer],
    ]),
  })),
  fault('R-CONTROL-1', 'no answer', () => ({ answer: answers(from(4, to('timeSync')), () => []) })),
  fault('R-CONTROL-1', 'no answer ever', () => ({ answer: () => [] })),
  fault('R-CONTROL-1', 'another request id', () => ({
    answer: answers(from(3, to('timeSync')), (answer) => patched(answer, 2, answer[2]! + 1)),
  })),
  fault('R-CONTROL-1', 'another code', () => ({ answer: answers(from(3, to('timeSync')), (answer) => patched(answer, 1, 0x81)) })),
  fault('R-CONTROL-1', 'an answer after 1.5 s', () => ({ answer: answers(from(3, to('timeSync')), (answer) => [[1500, answer]]) })),
  fault('R-CONTROL-2', 'start while streaming is refused', () => ({
    answer: answers(
      from(2, (command, name) => name === 'start' && command.length === 3 && command[0] === 1),
      (answer) => patched(answer, RESULT, 7),
    ),
  })),
  fault('R-CONTROL-2', 'stop while stopped is refused', () => ({
    answer: answers(from(3, to('stop')), (answer) => patched(answer, RESULT, 7)),
  })),
  fault('R-CONTROL-2', 'start while streaming begins anew', () => {
    let starts = 0
    return {
      command: (name, bytes) => {
        if (name === 'start' && bytes.length === 3 && bytes[0] === 1) starts++
        return bytes
      },
      notify: packets((packet) => (starts === 2 ? { ...packet, sequence: packet.sequence - 200 } : packet)),
    }
  }),
  fault('R-CONTROL-3', 'it streams without a start', () => ({
    connected: (insole, now_s) => void insole.write(Uint8Array.of(1, 1, 0), now_s),
  })),
  fault('R-CONTROL-3', 'it streams on after a stop', () => ({
    command: (name, bytes) => (name === 'stop' ? patched(bytes, 1, 1) : bytes),
    answer: answers(to('stop'), (answer) => patched(answer, 1, 0x82)),
  })),
  fault('R-CONTROL-3', 'it streams at a new connection', () => ({ deafToTheEnd: true })),
  fault('R-CONTROL-4', 'an answer of 21 bytes', () => ({ answer: answers(to('stop'), (answer) => longer(answer, 17)) })),
  fault('R-CONTROL-5', 'an answer to backfill of 21 bytes', () => ({
    answer: answers(to('backfill'), (answer) => longer(answer, 21 - answer.length)),
  })),
  fault('R-CONTROL-6', 'ok to a feature that is not there', () => ({
    answer: answers(
      (command) => command[1] === 0x20,
      (answer) => patched(answer, RESULT, 0),
    ),
  })),
  fault('R-CONTROL-6', 'unknown-command to a reserved one', () => ({
    answer: answers(
      (command) => command[1] === 0x40,
      (answer) => patched(answer, RESULT, 1),
    ),
  })),
  fault('R-CONTROL-8', 'ok to an unknown command', () => ({
    answer: answers(
      (command) => command[0] === 1 && command[1] === 0x60,
      (answer) => patched(answer, RESULT, 0),
    ),
  })),
  fault('R-CONTROL-8', 'bad-value where a length is wrong', () => ({
    answer: answers(
      (command, name) => name === 'timeSync' && command.length < 7,
      (answer) => patched(answer, RESULT, 4),
    ),
  })),
  fault('R-CONTROL-8', 'a start that is refused and done', () => ({
    command: (name, bytes) => (name === 'start' && bytes.length === 4 ? bytes.slice(0, 3) : bytes),
    answer: answers(
      (command, name) => name === 'start' && command.length === 4,
      (answer) => patched(answer, RESULT, 3),
    ),
  })),

  fault('R-LINK-1', 'the name of the other side', () => ({ name: 'sole-R-TEST0042' })),
  fault('R-LINK-1', 'another serial number in the name', () => ({ name: 'sole-L-TEST-0042' })),
  fault('R-LINK-1', 'no name', () => ({ name: null })),
  fault('R-LINK-3', 'notifications longer than the MTU allows', () => ({ mtu: 100, connected: (insole) => insole.connected(247) })),
  fault('R-LINK-5', 'silent for 4 s after a link', () => ({ silentAfterLink_ms: 4000 })),
  fault('R-LINK-5', 'silent for ever after a link', () => ({ silentAfterLink_ms: 1e9 })),
  fault('R-LINK-5', 'another boot number at the next connection', () => ({ read: value('identity', (bytes) => patched(bytes, 6, 9), 3) })),
  fault('R-LINK-5', 'a sequence that begins anew at the next connection', () => {
    let links = 0
    return {
      connected: () => void links++,
      notify: packets((packet) => (links > 1 ? { ...packet, sequence: (packet.sequence - 8000) >>> 0 } : packet)),
    }
  }),

  fault('R-VERSION-1', 'a command of another version is done', () => ({
    answer: answers(
      (command) => command[0] === 2,
      (answer) => patched(answer, RESULT, 0),
    ),
  })),
  fault('R-VERSION-1', 'a command of this version is refused after one of another', () => ({
    answer: answers(only(1, to('stop')), (answer) => patched(answer, RESULT, 11)),
  })),
  fault('R-VERSION-2', 'the recovered flag unasked', () => ({ notify: packets((packet) => ({ ...packet, recovered: true })) })),
  fault('R-VERSION-2', 'an unknown feature', () => ({
    read: value('identity', (bytes) => withU32(bytes, 16, u32(bytes, 16) | 0x40000000)),
  })),
]
