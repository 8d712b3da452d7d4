import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')
const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g

describe('what the pages link to is there', () => {
  it.each(pages)('%s', (page) => {
    const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(LINK)].map(([, target]) => target!).filter((t) => !/^[a-z]+:/.test(t))
    expect(links.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([])
  })
})
