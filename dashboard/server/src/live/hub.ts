import {
  encodeEvent,
  encodeFrame,
  encodeHello,
  encodeLayout,
  encodeReplaced,
  encodeStatus,
  encodeStride,
  encodeSummary,
} from '@solestream/dashboard-shared'
import type { Calibration, InsoleLayout, Quality, Side, Summary, Unavailable } from '@solestream/processing/model'
import type { LiveStatus, SessionService } from '@solestream/sessions'
import { statusDocument, withoutPerson } from '../statusDocument.ts'
import type { LiveClient } from './client.ts'
import type { Watcher } from './watcher.ts'

const SHUTTING_DOWN = 1001
/** Own code: sign in again. */
const SIGNED_OUT = 4401
const CLOSE_GRACE_MS = 300

interface KnownLayout {
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  readonly bytes: Uint8Array
}

/** Everything live, to every page that may see it. A message is encoded once for all of them, and not at all when nobody listens. */
export class LiveHub {
  readonly #clients = new Map<LiveClient, Watcher>()
  readonly #layouts = new Map<Side, KnownLayout>()
  readonly #service: SessionService
  readonly #version: string
  readonly #stop: () => void
  #summary: readonly [Summary, Unavailable, Quality] | null = null
  #followed: string | null = null

  constructor(service: SessionService, version: string) {
    this.#service = service
    this.#version = version
    this.#stop = service.listen({
      force: (force) => {
        if (this.#clients.size === 0) return
        const bytes = encodeFrame(force)
        for (const [client, watcher] of this.#clients) if (watcher.may) client.sendFrame(force.side, bytes)
      },
      event: (event) => this.#toAll(() => encodeEvent(event)),
      stride: (stride) => this.#toAll(() => encodeStride(stride)),
      replaced: ({ before, ...stretch }) =>
        this.#toAll(() => encodeReplaced({ ...stretch, validBefore: before.filter((stride) => stride.valid).length })),
      summary: (...summary) => {
        this.#summary = summary
        this.#toAll(() => encodeSummary(...summary))
      },
      status: (status) => {
        this.#follow(status)
        for (const bytes of this.#newLayouts(status)) this.#toAll(() => bytes)
        this.#tellStatus(status)
      },
    })
  }

  get size(): number {
    return this.#clients.size
  }

  /** A new page first learns how things stand. Returns what to call when it leaves. */
  add(client: LiveClient, watcher: Watcher): () => void {
    const status = this.#service.status()
    for (const bytes of this.#newLayouts(status)) this.#toAll(() => bytes)
    client.send(encodeHello(this.#version))
    for (const { bytes } of this.#layouts.values()) client.send(bytes)
    this.#clients.set(client, watcher)
    watcher.onGone(() => client.close(SIGNED_OUT, 'signed out'))
    if (watcher.open) this.#introduce(client, status, true)
    else this.#ask(client, watcher, status)
    return () => {
      watcher.end()
      this.#clients.delete(client)
    }
  }

  /** The summary of a recording that has ended is of a person who need not be the viewer's: only where nobody has an account. */
  #introduce(client: LiveClient, status: LiveStatus, open: boolean): void {
    client.send(encodeStatus(statusDocument(status)))
    if (this.#summary !== null && (open || status.recording !== null)) client.send(encodeSummary(...this.#summary))
  }

  #ask(client: LiveClient, watcher: Watcher, { recording }: LiveStatus): void {
    void watcher.recording(recording).then(() => {
      if (!this.#clients.has(client)) return
      const status = this.#service.status()
      if (watcher.may) this.#introduce(client, status, false)
      else client.send(encodeStatus(statusDocument(withoutPerson(status))))
    })
  }

  /** Another person may be recorded now: each page is asked anew whether it may watch. */
  #follow(status: LiveStatus): void {
    const id = status.recording?.id ?? null
    if (id === this.#followed) return
    this.#followed = id
    // A summary is of one recording: the next one starts without. At its end it stays.
    if (id !== null) this.#summary = null
    for (const [client, watcher] of this.#clients) if (!watcher.open) this.#ask(client, watcher, status)
  }

  #tellStatus(status: LiveStatus): void {
    let hidden: Uint8Array | null = null
    let shown: Uint8Array | null = null
    for (const [client, watcher] of this.#clients) {
      if (watcher.may) client.send((shown ??= encodeStatus(statusDocument(status))))
      else client.send((hidden ??= encodeStatus(statusDocument(withoutPerson(status)))))
    }
  }

  /** Pages are told; those that don't answer are let go. */
  close(): void {
    this.#stop()
    for (const client of this.#clients.keys()) {
      client.close(SHUTTING_DOWN, 'the server is stopping')
      setTimeout(() => client.terminate(), CLOSE_GRACE_MS).unref()
    }
  }

  #toAll(encode: () => Uint8Array): void {
    if (this.#clients.size === 0) return
    const bytes = encode()
    for (const [client, watcher] of this.#clients) if (watcher.may) client.send(bytes)
  }

  /** Messages for those insoles whose layout or calibration is not the one known. */
  #newLayouts(status: LiveStatus): readonly Uint8Array[] {
    const fresh: Uint8Array[] = []
    for (const { side, layout, calibration } of status.insoles) {
      const known = this.#layouts.get(side)
      if (layout === null || (known?.layout === layout && known.calibration === calibration)) continue
      const bytes = encodeLayout({ side, layout, calibration })
      if (known !== undefined && Buffer.compare(known.bytes, bytes) === 0) continue
      this.#layouts.set(side, { layout, calibration, bytes })
      fresh.push(bytes)
    }
    return fresh
  }
}
