import { describe, expect, test } from 'vitest'
import { STRIDE_METRIC_NAMES } from '@solestream/processing/model'
import type { SessionInsole, Stride } from '@solestream/processing/model'
import { strideCsv, type Basis } from '../src/strideCsv.ts'
import { OWN, testApp } from './app.ts'
import { stride } from './syntheticService.ts'

const NOTHING: Basis = { insoles: [], clockError_ms: null }
const csv = (session: string, strides: readonly Stride[], basis = NOTHING) => [...strideCsv(session, strides, basis)].join('')
const ENDS = 'calibration,calibrated_utc,tared_utc,clockError_ms,leftRightClockError_ms'
const HEADER = `session,side,start_s,toeOff_s,end_s,valid,excludedBecause,${STRIDE_METRIC_NAMES.join(',')},${ENDS}`

describe('strides.csv', () => {
  test('bytes of two strides', async () => {
    const answer = await testApp().app.inject({ url: '/api/v1/sessions/s1/strides.csv', headers: OWN })
    const empty = ','.repeat(STRIDE_METRIC_NAMES.length - 3 + 5)
    expect(answer.rawPayload.toString('latin1')).toBe(
      `${HEADER}\r\ns1,left,1,1.65,2.1,true,,1.1,0.65,0.45${empty}\r\ns1,right,1.5,,2.6,false,gap,1.1,0.65,0.45${empty}\r\n`,
    )
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="s1-strides.csv"',
    })
  })

  test('every record has as many fields as the header, and numbers keep every digit', () => {
    const odd = { ...stride('left', -0.1 + 0.3), cadence_per_min: 1 / 3, peakForce_N: -1e-7 }
    const [header, record] = csv('s', [odd]).split('\r\n') as [string, string]
    const fields = record.split(',')
    expect(fields).toHaveLength(header.split(',').length)
    expect(Number(fields[2])).toBe(odd.start_s)
    expect(Number(fields[header.split(',').indexOf('cadence_per_min')])).toBe(1 / 3)
    expect(Number(fields[header.split(',').indexOf('peakForce_N')])).toBe(-1e-7)
  })

  test('each record says what the figures of its foot rest on', () => {
    const calibration = {
      id: 'bw-1',
      method: 'body-weight',
      unit: 'N',
      calibrated_utc: '2026-03-01T09:00:00Z',
      tared_utc: '2026-03-01T08:59:00Z',
      fit: null,
    } as const
    const left: SessionInsole = { side: 'left', serial: 'L1', layout: 'demo-16', regions: [], calibration }
    const tared: SessionInsole = {
      ...left,
      side: 'right',
      calibration: { ...calibration, method: 'none', id: '', tared_utc: '2026-03-01T08:58:00Z' },
    }
    const insoles = [left, { ...left, calibration: { ...calibration, id: 'bw-2' } }, tared]
    const records = csv('s', [stride('left', 1), stride('right', 2)], {
      insoles,
      clockError_ms: { left: 0.4, right: null, leftRight: 0.7 },
    })
    expect(records.split('\r\n').map((record) => record.split(',').slice(-5))).toEqual([
      ENDS.split(','),
      ['bw-1 bw-2', '2026-03-01T09:00:00Z', '2026-03-01T08:59:00Z', '0.4', '0.7'],
      ['', '', '2026-03-01T08:58:00Z', '', '0.7'],
      [''],
    ])
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a,"b"', '"a,""b"""'],
    ['=a\r\nb', '"\'=a\r\nb"'],
    ['Gänge', 'Gänge'],
  ])('text %j is written %j', (session, expected) => {
    expect(csv(session, [stride('left', 1)])).toContain(`\r\n${expected},left,`)
  })

  test('a session without strides has the header, a long one comes in pieces', () => {
    expect(csv('s', [])).toBe(`${HEADER}\r\n`)
    const long = Array.from({ length: 5000 }, (_, i) => stride('left', i))
    const chunks = [...strideCsv('s', long, NOTHING)]
    expect(chunks.length).toBeGreaterThan(2)
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(70_000)
    expect(chunks.join('').split('\r\n')).toHaveLength(5002)
  })
})
