import {
  encodeEvent,
  encodeFrame,
  encodeHello,
  encodeLayout,
  encodeStatus,
  encodeStride,
  encodeSummary,
} from '@solestream/dashboard-shared'
import type { Calibration, InsoleLayout, Quality, Side, Summary, Unavailable } from '@solestream/processing/model'
import type { LiveStatus, SessionService } from '@solestream/sessions'
import { statusDocument } from '../statusDocument.ts'
import type { LiveClient } from './client.ts'

const SHUTTING_DOWN = 1001
const CLOSE_GRACE_MS = 300

interface KnownLayout {
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  readonly bytes: Uint8Array
}

/** Everything live, to every page. A message is encoded once for all of them, and not at all when nobody listens. */
export class LiveHub {
  readonly #clients = new Set<LiveClient>()
  readonly #layouts = new Map<Side, KnownLayout>()
  readonly #service: SessionService
  readonly #version: string
  readonly #stop: () => void
  #summary: readonly [Summary, Unavailable, Quality] | null = null
  #recording: string | null = null

  constructor(service: SessionService, version: string) {
    this.#service = service
    this.#version = version
    this.#stop = service.listen({
      force: (force) => {
        if (this.#clients.size === 0) return
        const bytes = encodeFrame(force)
        for (const client of this.#clients) client.sendFrame(force.side, bytes)
      },
      event: (event) => this.#toAll(() => encodeEvent(event)),
      stride: (stride) => this.#toAll(() => encodeStride(stride)),
      summary: (...summary) => {
        this.#summary = summary
        this.#toAll(() => encodeSummary(...summary))
      },
      status: (status) => {
        this.#forgetSummary(status.recording?.id ?? null)
        for (const bytes of this.#newLayouts(status)) this.#toAll(() => bytes)
        this.#toAll(() => encodeStatus(statusDocument(status)))
      },
    })
  }

  get size(): number {
    return this.#clients.size
  }

  /** A new page first learns how things stand. Returns what to call when it leaves. */
  add(client: LiveClient): () => void {
    const status = this.#service.status()
    for (const bytes of this.#newLayouts(status)) this.#toAll(() => bytes)
    client.send(encodeHello(this.#version))
    for (const { bytes } of this.#layouts.values()) client.send(bytes)
    client.send(encodeStatus(statusDocument(status)))
    if (this.#summary !== null) client.send(encodeSummary(...this.#summary))
    this.#clients.add(client)
    return () => this.#clients.delete(client)
  }

  /** Pages are told; those that don't answer are let go. */
  close(): void {
    this.#stop()
    for (const client of this.#clients) {
      client.close(SHUTTING_DOWN, 'the server is stopping')
      setTimeout(() => client.terminate(), CLOSE_GRACE_MS).unref()
    }
  }

  /** A summary is of one recording: the next one starts without. At its end it stays. */
  #forgetSummary(recording: string | null): void {
    if (recording === null || recording === this.#recording) return
    this.#recording = recording
    this.#summary = null
  }

  #toAll(encode: () => Uint8Array): void {
    if (this.#clients.size === 0) return
    const bytes = encode()
    for (const client of this.#clients) client.send(bytes)
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
