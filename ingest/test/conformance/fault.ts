import type { Sabotage } from './virtualRadio.ts'

/** Something that an insole can do wrong. The same sabotage is never used twice: it may count. */
export interface Fault {
  /** The requirement that must tell it. */
  readonly requirement: string
  readonly what: string
  readonly sabotage: () => Sabotage
  /** Of a SHOULD. */
  readonly short?: true
}

export const fault = (requirement: string, what: string, sabotage: () => Sabotage): Fault => ({ requirement, what, sabotage })
export const short = (requirement: string, what: string, sabotage: () => Sabotage): Fault => ({ requirement, what, sabotage, short: true })
