// What is used of tar-stream, which has no typings of its own.
declare module 'tar-stream' {
  import type { Writable, Readable } from 'node:stream'
  export interface Header {
    readonly name: string
    readonly size?: number
    readonly mode?: number
    readonly mtime?: Date
    readonly type?: string
  }
  export interface Pack extends Readable {
    entry(header: Header, content: string | Buffer, done: (error?: Error | null) => void): Writable
    entry(header: Header): Writable
    finalize(): void
  }
  export interface Extract extends Writable, AsyncIterable<Readable & { readonly header: Header & { readonly size: number } }> {}
  export function pack(): Pack
  export function extract(): Extract
}
