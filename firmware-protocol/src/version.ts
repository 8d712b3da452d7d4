/** Byte 0 of everything on the air. A receiver takes its own major version only. */
export const PROTOCOL_MAJOR = 1
export const PROTOCOL_MINOR = 1

/** Byte 1: what follows. Control has its own codes (control/codes.ts). */
export const TYPE = { samples: 1, fragment: 2, layoutPage: 3, calibrationPage: 4, status: 5, identity: 6 } as const

/** A GATT attribute value is at most this long. */
export const MAX_ATTRIBUTE_BYTES = 512
/** Of a notification, write or read, this much of the ATT MTU is the header's. */
export const ATT_HEADER_BYTES = 3
export const DEFAULT_MTU = 23
/** What an insole and a host ask for. */
export const WANTED_MTU = 247
