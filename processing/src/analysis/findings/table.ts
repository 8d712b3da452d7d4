import table from './rules.json' with { type: 'json' }
import { readRules } from './readRules.ts'
import type { Rule } from './rule.ts'

/** The rules that come with solestream. */
export const RULES: readonly Rule[] = readRules(table).rules
