import type { Diagnosed, Diagnosis } from './doctor.ts'

const WORD_WIDTH = 'missing'.length

/** The readable result of `doctor`: a line a check, the mend under it. */
export function doctorText({ ok, checks }: Diagnosis): string {
  const width = Math.max(...checks.map(({ title }) => title.length))
  const indent = ' '.repeat(WORD_WIDTH + width + 4)
  const lines = checks.flatMap((check) => {
    const line = `${check.state.padEnd(WORD_WIDTH)}  ${check.title.padEnd(width)}  ${check.detail}`
    return check.mend === null ? [line] : [line, `${indent}${under(check)}`]
  })
  const failed = checks.filter(({ state }) => state === 'failed').length
  const verdict = ok
    ? '`solestream start` would work with these options.'
    : `\`solestream start\` with these options needs what ${failed === 1 ? 'failed' : `failed ${failed} times`} above.`
  return [...lines, '', verdict].join('\n')
}

function under({ state, usedBy, mend }: Diagnosed): string {
  return state === 'missing' && usedBy !== null ? `Needed for ${usedBy} only. ${mend ?? ''}` : (mend ?? '')
}
