import { readFileSync } from 'node:fs'

export interface Section {
  readonly title: string
  /** Markdown: paragraphs as they stand in the source. */
  readonly text: string
}

const DOCSTRING = /\/\*\*([\s\S]*?)\*\//g
const TAG = /^@algorithm (.+)$/

/** The docstrings of a file that are marked with `@algorithm TITLE`, in order: what stands below that line is a section of ALGORITHMS.md. */
export function sectionsOf(file: URL | string): readonly Section[] {
  return [...readFileSync(file, 'utf8').matchAll(DOCSTRING)].flatMap(([, inside]) => {
    const lines = inside!.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    const at = lines.findIndex((line) => TAG.test(line))
    if (at < 0) return []
    return [
      {
        title: TAG.exec(lines[at]!)![1]!,
        text: lines
          .slice(at + 1)
          .join('\n')
          .trim(),
      },
    ]
  })
}
