import { describe, expect, expectTypeOf, test } from 'vitest'
import { Compile } from 'typebox/compile'
import type { Static } from 'typebox'
import { STRIDE_METRIC_NAMES } from '@solestream/processing/model'
import type { Quality, Stride, Summary } from '@solestream/processing/model'
import { MarkerBody, SessionIdParams, StartRecordingBody, StrideSchema, SummarySchema } from '../src/api/index.ts'
import type { SessionDocument, StridesDocument } from '../src/index.ts'

describe('API schemas', () => {
  test('the words of the model fit them as they are', () => {
    expectTypeOf<Stride>().toExtend<StridesDocument['strides'][number]>()
    expectTypeOf<Summary>().toExtend<NonNullable<SessionDocument['result']>['summary']>()
    expectTypeOf<Quality>().toExtend<NonNullable<SessionDocument['result']>['quality']>()
    expectTypeOf<Static<typeof StrideSchema>>().toExtend<Stride>()
  })

  test('strides and summaries have a described property for every row of the metric table', () => {
    for (const name of STRIDE_METRIC_NAMES) {
      expect(StrideSchema.properties[name]).toMatchObject({ type: 'number', description: expect.stringContaining('(') as string })
      expect(SummarySchema.properties[name]).toMatchObject({ type: 'object' })
    }
    expect(StrideSchema.required).toEqual(['side', 'start_s', 'toeOff_s', 'end_s', 'valid', 'excludedBecause', 'stride_s'])
  })

  test.each([
    ['a marker', MarkerBody, { label: 'pain 3' }, [{ label: '' }, { label: ' ' }, { label: 7 }, {}, null, { label: 'x', more: 1 }]],
    ['a start', StartRecordingBody, { condition: 'insole A', pseudonym: 'P-07' }, [{ pseudonym: 'Jane Doe' }, { condition: 4 }, { x: 1 }]],
    ['a session id', SessionIdParams, { id: '2026-11-22_a.1' }, [{ id: '../etc' }, { id: '' }, { id: 'a b' }]],
  ])('%s: what is right passes, what is wrong does not', (_, schema, right, wrong) => {
    const check = Compile(schema)
    expect(check.Check(right)).toBe(true)
    for (const value of wrong) expect(check.Check(value)).toBe(false)
  })
})
