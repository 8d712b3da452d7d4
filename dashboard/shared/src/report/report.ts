import type { Grade } from './grade.ts'
import type { Side } from '@solestream/processing/model'
import type { SessionDocument } from '../api/sessions.ts'
import type { StridesDocument } from '../api/stride.ts'
import type { Language } from '../language/index.ts'
import type { Picture } from '../picture/index.ts'

/** What a report is made of; `person` as far as the reader may know. */
export interface ReportInput {
  readonly document: SessionDocument
  readonly strides: StridesDocument['strides']
  readonly person: { readonly name: string; readonly bodyMass_kg: number | null } | null
}

export interface Cell {
  readonly words: string
  readonly bold?: boolean
  /** In the colour of that foot. */
  readonly side?: Side
}

/** The first column is left, all others are right. */
export interface Table {
  readonly caption: string
  readonly head: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface Fact {
  readonly name: string
  readonly value: string
  readonly more: string
  readonly grade?: Grade
}

export interface ReportFinding {
  readonly says: string
  /** What was measured against what; then how well it is known. */
  readonly evidence: readonly [string, string]
  readonly certainty: 'high' | 'moderate' | 'low'
  readonly certaintyWords: string
  readonly joints: string
}

/** One side of paper for the clinician. Every word and figure is as it is shown: the page and the PDF only place them. */
export interface FirstPage {
  readonly title: string
  readonly subtitle: string
  readonly facts: readonly Fact[]
  readonly standsOut: {
    readonly title: string
    readonly head: readonly string[]
    readonly findings: readonly ReportFinding[]
    /** Nothing stands out, or how many more there are; how many rules could be looked at. */
    readonly note: string
  }
  readonly figures: { readonly title: string; readonly note: string; readonly tables: readonly Table[]; readonly foot: string }
  readonly force: { readonly title: string; readonly note: string; readonly pictures: readonly (readonly [Side, Picture])[] }
  readonly feet: {
    readonly title: string
    readonly pictures: readonly (readonly [Side, Picture])[]
    readonly legend: Picture | null
    readonly notes: readonly string[]
    readonly table: Table | null
  }
  readonly describes: string
  readonly footer: string
}

/** A finding in full. */
export interface FullFinding extends ReportFinding {
  readonly doubts: string | null
  readonly source: string
  readonly links: readonly string[]
  readonly ask: readonly string[]
}

export interface Appendix {
  readonly title: string
  readonly of: string
  readonly findings: { readonly title: string; readonly askTitle: string; readonly findings: readonly FullFinding[] }
  readonly figures: {
    readonly title: string
    readonly note: string
    readonly groups: readonly { readonly title: string; readonly tables: readonly Table[] }[]
  }
  readonly rejected: { readonly title: string; readonly note: string | null; readonly table: Table | null }
  readonly methods: { readonly title: string; readonly facts: readonly (readonly [name: string, value: string])[] }
  /** Rules that could not be looked at, by reason. */
  readonly notLooked: { readonly title: string; readonly facts: readonly (readonly [name: string, value: string])[] }
  readonly unavailable: { readonly title: string; readonly facts: readonly (readonly [name: string, value: string])[] }
}

export interface Report {
  readonly language: Language
  readonly session: string
  readonly started_utc: string
  /** Page k of n. */
  pageWords(page: number, pages: number): string
  readonly page: FirstPage
  readonly appendix: Appendix
}
