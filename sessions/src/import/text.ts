import type { Imported } from './model.ts'

/** One line a file. */
export function importText(of: Imported): string {
  if (of.outcome === 'refused') return `${of.file}: not taken: ${of.why}\n    ${of.mend}`
  const what = of.outcome === 'taken' ? 'taken' : 'already there'
  const notes = of.notes.map((note) => `\n    note: ${note}`).join('')
  return `${of.file}: ${what} as ${of.session}, ${of.strides} strides, ${of.validStrides} of them valid${notes}`
}
