import { done, fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { MAX_ATTRIBUTE_BYTES, PROTOCOL_MAJOR } from '../version.ts'

/** version, type, page, number of pages. */
export const PAGE_HEADER_BYTES = 4
export const PAGE_CONTENT_BYTES = MAX_ATTRIBUTE_BYTES - PAGE_HEADER_BYTES
const MAX_PAGES = 255

export interface Page {
  readonly type: number
  readonly page: number
  readonly pages: number
  readonly content: Uint8Array
}

/** A document as attribute values. No document (an insole that was never calibrated) is page 0 of 0, without content. */
export function paged(type: number, document: Uint8Array): Uint8Array[] {
  const pages = Math.ceil(document.length / PAGE_CONTENT_BYTES)
  if (pages > MAX_PAGES) throw new RangeError(`${document.length} bytes do not fit ${MAX_PAGES} pages`)
  return Array.from({ length: Math.max(1, pages) }, (_, page) => {
    const content = document.subarray(page * PAGE_CONTENT_BYTES, (page + 1) * PAGE_CONTENT_BYTES)
    const out = new Uint8Array(PAGE_HEADER_BYTES + content.length)
    out.set([PROTOCOL_MAJOR, type, page, pages])
    out.set(content, PAGE_HEADER_BYTES)
    return out
  })
}

export function decodePage(bytes: Uint8Array, type: number): Decoded<Page> {
  if (bytes.length >= 1 && bytes[0] !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${bytes[0]}, this side speaks ${PROTOCOL_MAJOR}`)
  if (bytes.length >= 2 && bytes[1] !== type) return fail('wrong-type', `type ${bytes[1]} where ${type} was due`)
  if (bytes.length < PAGE_HEADER_BYTES) return fail('too-short', `${bytes.length} bytes; a page's header has ${PAGE_HEADER_BYTES}`)
  if (bytes.length > MAX_ATTRIBUTE_BYTES) return fail('too-long', `${bytes.length} bytes; an attribute has at most ${MAX_ATTRIBUTE_BYTES}`)
  const page = bytes[2] as number
  const pages = bytes[3] as number
  const size = bytes.length - PAGE_HEADER_BYTES
  if (pages > 0 && size === 0) return fail('too-short', 'a page without content')
  if (pages === 0 ? page !== 0 || size > 0 : page >= pages) return fail('bad-value', `page ${page} of ${pages}`)
  return done({ type, page, pages, content: bytes.slice(PAGE_HEADER_BYTES) })
}

/** The document of all pages in order (attribute values, page 0 first); its own CRC is for its decoder to check. Empty: there is none. */
export function joinPages(values: readonly Uint8Array[], type: number): Decoded<Uint8Array> {
  let document = new Uint8Array(0)
  for (const [index, value] of values.entries()) {
    const page = decodePage(value, type)
    if (!page.ok) return page
    if (page.value.page !== index || (page.value.pages !== values.length && !(page.value.pages === 0 && values.length === 1)))
      return fail('wrong-page', `page ${page.value.page} of ${page.value.pages} where ${index} of ${values.length} was due`)
    const more = new Uint8Array(document.length + page.value.content.length)
    more.set(document)
    more.set(page.value.content, document.length)
    document = more
  }
  return done(document)
}
