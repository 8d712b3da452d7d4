import { writeFileSync } from 'node:fs'
import { algorithmsPage } from './algorithmsPage.ts'

writeFileSync(new URL('../ALGORITHMS.md', import.meta.url), algorithmsPage())
