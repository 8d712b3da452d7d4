import type { Identity } from './identity.ts'

/** Feature bits of the identity. Bits not named here are reserved and 0. */
export const FEATURE = { backfill: 1, flashSession: 2, tare: 4, calibrationWrite: 8, temperature: 16 } as const
export type Feature = keyof typeof FEATURE

/** The minor version that says how a feature works. */
const SINCE_MINOR: { readonly [F in Feature]: number } = {
  backfill: 1,
  flashSession: 1,
  tare: 1,
  calibrationWrite: 1,
  temperature: 0,
}

/** Whether a host may use it (R-CONTROL-7): the bit is set, and insole and host both know how it works. */
export function supports(identity: Pick<Identity, 'protocolMinor' | 'features'>, feature: Feature): boolean {
  return identity.protocolMinor >= SINCE_MINOR[feature] && (identity.features & FEATURE[feature]) !== 0
}
