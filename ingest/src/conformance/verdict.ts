/** What is said of one requirement. A MUST that is broken 'fails', a SHOULD 'falls short'. */
export type Verdict =
  | { readonly state: 'holds'; readonly seen: string }
  | { readonly state: 'fails' | 'falls-short'; readonly expected: string; readonly seen: string }
  | { readonly state: 'not-seen'; readonly because: string }

export const holds = (seen: string): Verdict => ({ state: 'holds', seen })
export const fails = (expected: string, seen: string): Verdict => ({ state: 'fails', expected, seen })
export const fallsShort = (expected: string, seen: string): Verdict => ({ state: 'falls-short', expected, seen })

/** Thrown where what a judgement rests on was not seen; it is a verdict of its own. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen'
}

/** The first that does not hold, else `holds(seen)`. */
export function allHold(seen: string, ...verdicts: readonly (Verdict | null)[]): Verdict {
  return verdicts.find((verdict) => verdict !== null && verdict.state !== 'holds') ?? holds(seen)
}
