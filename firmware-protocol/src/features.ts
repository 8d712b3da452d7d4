import type { Identity } from './identity.ts'

/** Feature bits of the identity. Bits not named here are reserved and 0. */
export const FEATURE = { backfill: 1, flashSession: 2, tare: 4, calibrationWrite: 8, temperature: 16 } as const
export type Feature = keyof typeof FEATURE

/** The minor version that says how a feature works; null: none yet. */
const SINCE_MINOR: { readonly [F in Feature]: number | null } = {
  backfill: 1,
  flashSession: null,
  tare: 1,
  calibrationWrite: 1,
  temperature: 0,
}

/** Whether a host may use it (R-CONTROL-7): the bit is set, and insole and host both know how it works. */
export function supports(identity: Pick<Identity, 'protocolMinor' | 'features'>, feature: Feature): boolean {
  const since = SINCE_MINOR[feature]
  return since !== null && identity.protocolMinor >= since && (identity.features & FEATURE[feature]) !== 0
}
