import type { Result } from '@solestream/firmware-protocol'
import type { Refusal } from '../seen.ts'
import { fails, type Verdict } from '../verdict.ts'
import type { Exchange } from '../witness.ts'

/** Null, or what the first wrong answer was. */
export function asExpected(refusals: readonly Refusal[]): Verdict | null {
  const wrong = refusals.find(({ exchange, expected }) => exchange.result === null || !expected.includes(exchange.result))
  return wrong ? fails(`${wrong.expected.join(' or ')} to a ${wrong.exchange.what}`, saidOf(wrong.exchange)) : null
}

/** Null, or that it was not answered so. */
export function answered(exchange: Exchange, expected: Result, what = exchange.what): Verdict | null {
  return exchange.result === expected ? null : fails(`${expected} to ${what}`, saidOf(exchange))
}

export function saidOf({ answers, result }: Exchange): string {
  if (answers.length === 0) return 'no answer'
  return result ?? `an unknown result (${String(answers[0]?.bytes[3])})`
}
