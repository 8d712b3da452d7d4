/** What the connection's state machine needs of a Bluetooth stack: small enough to be played by a test. */

/** 'none': there is no adapter, or nothing is known of one yet. */
export type RadioState = 'on' | 'off' | 'none' | 'unauthorised' | 'unsupported'

export interface Advertisement {
  /** The stack's name for the device; on some systems not its address, on others a new one after a restart. */
  readonly id: string
  readonly name: string | null
  readonly rssi_dBm: number | null
  /** Services that it advertises: 4 or 32 hexadecimal digits in lower case. */
  readonly services: readonly string[]
}

export interface RadioListener {
  state(state: RadioState): void
  found(advertisement: Advertisement): void
  /** Something the stack has to say that stops nothing. */
  warning(text: string): void
}

export interface Radio {
  /** Resolves once the stack is loaded; its state follows. Rejects with a RadioUnavailable. */
  open(listener: RadioListener): Promise<void>
  /** Looks for devices with one of these services (default: the insole's), reporting each again and again. Idempotent. */
  startScan(services?: readonly string[]): void
  stopScan(): Promise<void>
  /**
   * One at a time: the caller waits for the end of the last. Aborting cancels it.
   * Rejects when the device can't be reached; a connection that comes too late is ended.
   */
  connect(id: string, abort: AbortSignal): Promise<Connection>
  /** The adapter is gone: what it knew of connections is void. */
  forget(): void
  close(): Promise<void>
}

/** Nothing here has a time-out or settles by itself when the link goes: `attempt` sees to both. */
export interface Connection {
  /** Aborted when the link is over, for whatever reason. */
  readonly over: AbortSignal
  /** Null where the stack does not tell. Known once services are discovered. */
  readonly mtu: number | null
  /** Finds services anew. Rejects when one of these characteristics (default: the insole's) is not there. */
  discover(required?: readonly string[]): Promise<void>
  has(uuid: string): boolean
  /** 'read', 'write', 'notify', 'indicate' and others; empty where there is no such characteristic. */
  properties(uuid: string): readonly string[]
  read(uuid: string): Promise<Uint8Array>
  write(uuid: string, bytes: Uint8Array): Promise<void>
  /** Notifications or indications; `arrived` is called first thing, with memory of its own. */
  subscribe(uuid: string, arrived: (bytes: Uint8Array) => void): Promise<void>
  rssi_dBm(): Promise<number | null>
  /** Resolves when the link is over; never rejects. */
  disconnect(): Promise<void>
}

/** The stack can't be had at all: what is missing, and how to mend it. */
export class RadioUnavailable extends Error {
  override readonly name = 'RadioUnavailable'
  readonly mend: string
  constructor(message: string, mend: string) {
    super(message)
    this.mend = mend
  }
}
