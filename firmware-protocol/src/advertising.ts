/** Local name in the advertisement: which side, and the end of the serial number to tell insoles apart. PROTOCOL.md section 8. */
export function advertisedName(side: 'left' | 'right', serial: string): string {
  return `sole-${side === 'left' ? 'L' : 'R'}-${serial.replace(/[^0-9A-Za-z]/g, '').slice(-8)}`
}

/** null: not such a name. */
export function parseAdvertisedName(name: string): { readonly side: 'left' | 'right'; readonly serialEnd: string } | null {
  const match = /^sole-([LR])-([0-9A-Za-z]{0,8})$/.exec(name)
  return match === null ? null : { side: match[1] === 'L' ? 'left' : 'right', serialEnd: match[2] ?? '' }
}
