interface Span {
  from: number
  to: number
}

/** Which positions are taken already: disjoint spans in order. */
export class Coverage {
  private readonly spans: Span[] = []

  /** Takes from..to - 1; gives what of it was free. */
  take(from: number, to: number): readonly Readonly<Span>[] {
    const { spans } = this
    let at = spans.length
    while (at > 0 && spans[at - 1]!.to >= from) at--
    const free: Span[] = []
    let next = from
    let until = at
    for (; until < spans.length && spans[until]!.from <= to; until++) {
      const span = spans[until]!
      if (span.from > next) free.push({ from: next, to: span.from })
      next = Math.max(next, span.to)
    }
    if (next < to) free.push({ from: next, to })
    const joined = until > at ? { from: Math.min(from, spans[at]!.from), to: Math.max(to, spans[until - 1]!.to) } : { from, to }
    spans.splice(at, until - at, joined)
    return free
  }
}
