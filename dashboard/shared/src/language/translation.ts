import type { en } from './en/index.ts'

/** The same messages in another language. */
export type Translation<Messages> = { readonly [Key in keyof Messages]: string }

/** All messages of one language, by where they are said. */
export type Catalogue = { readonly [Place in keyof typeof en]: Translation<(typeof en)[Place]> }

/** `place.message`, such as `common.live`. */
export type MessageKey = {
  [Place in keyof typeof en]: `${Place}.${Extract<keyof (typeof en)[Place], string>}`
}[keyof typeof en]
