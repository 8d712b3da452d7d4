import { expect, test } from 'vitest'
import { withoutPlaces } from '../src/withoutPlaces.ts'

const NAMED = '(named in the output of the server)'

test.each([
  ["ENOSPC: no space left on device, write '/srv/clinic data/a.journal'", `ENOSPC: no space left on device, write ${NAMED}`],
  ['The database /data/solestream.sqlite is full. Free space.', `The database ${NAMED} is full. Free space.`],
  ["EACCES: open 'C:\\Users\\ada\\data'", `EACCES: open ${NAMED}`],
  ['./data/recordings can’t be written', `${NAMED} can’t be written`],
  ['connect ECONNREFUSED 10.0.0.7:8086', `connect ECONNREFUSED ${NAMED}`],
  ['connect ECONNREFUSED ::1:8086', `connect ECONNREFUSED ${NAMED}`],
  ['getaddrinfo ENOTFOUND influx.clinic', `getaddrinfo ENOTFOUND ${NAMED}`],
  ['http://influx:8086/write answered 500', `${NAMED} answered 500`],
])('%s', (text, expected) => expect(withoutPlaces(text)).toBe(expected))

test.each([
  'The disk is nearly full: 12 MB left.',
  'InfluxDB refuses us; 12 entries wait.',
  'Pressure in N/m, left and/or right, at 10:30:15, 1.5 s.',
  'Session 2026-11-26T08-01-34Z-abc could not be computed again after its end: a bug.',
  'Left insole stuck at one value: heel (3/4).',
])('%s is left as it is', (text) => expect(withoutPlaces(text)).toBe(text))
