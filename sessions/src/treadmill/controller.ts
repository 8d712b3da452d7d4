import type { IngestRecord, Source } from '@solestream/ingest'
import { ServiceFault, type BeltAsked, type BeltStatus } from '../service.ts'
import type { TreadmillBoard } from '../run/treadmillBoard.ts'

/** The belt's speed: from a treadmill over Bluetooth, or typed by hand. */
export interface TreadmillControl {
  status(): BeltStatus
  set(asked: BeltAsked): void
  connect(): void
  disconnect(): Promise<void>
}

export interface TreadmillOptions {
  readonly source: Pick<Source, 'treadmill'>
  readonly board: TreadmillBoard
  /** Host time of now. */
  now_s(): number
  take(record: IngestRecord): void
}

export function createTreadmillControl({ source, board, now_s, take }: TreadmillOptions): TreadmillControl {
  const treadmill = (): NonNullable<Source['treadmill']> => {
    if (source.treadmill) return source.treadmill
    throw new ServiceFault(
      409,
      'A treadmill is found over Bluetooth only, and this is a simulated walk or a replay.',
      'Type the speed instead.',
    )
  }
  return {
    status: () => ({ ...board.status(), canConnect: source.treadmill !== undefined }),
    set({ speed_m_s, incline_percent }) {
      if (board.status().link.state === 'connected')
        throw new ServiceFault(409, 'The treadmill tells its speed itself.', 'Disconnect the treadmill first, then type the speed.')
      take({ type: 'belt', host_s: now_s(), speed_m_s, incline_percent, teller: 'typed', raw: null })
    },
    connect: () => treadmill().connect(),
    disconnect: () => treadmill().disconnect(),
  }
}
