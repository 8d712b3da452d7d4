import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { METRICS } from '@solestream/processing/model'
import { algorithmsPage, SOURCES } from '../docs/algorithmsPage.ts'

const FOLDER = fileURLToPath(new URL('../src/analysis/', import.meta.url))
const page = algorithmsPage()

describe('ALGORITHMS.md', () => {
  it('is what `npm run docs` makes of the docstrings and the table of metrics', () => {
    expect(readFileSync(new URL('../ALGORITHMS.md', import.meta.url), 'utf8')).toBe(page)
  })

  it('takes in every docstring that is marked, and nothing else', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'))
    const marked = files.filter((f) => readFileSync(`${FOLDER}${f}`, 'utf8').includes('@algorithm '))
    expect([...SOURCES].sort()).toEqual(marked.sort())
  })

  it('has a line for every metric, and a source for each', () => {
    for (const name of Object.keys(METRICS)) expect(page).toContain(`\n| \`${name}\` | `)
    expect(page).not.toContain('metrics.md')
  })
})
