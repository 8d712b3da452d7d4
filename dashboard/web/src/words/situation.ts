import type { InsoleStatusDocument, StatusDocument } from '@solestream/dashboard-shared'
import type { Side } from '@solestream/processing/model'
import { ago, number } from './format.ts'

/** What is so and what to do next, in the words of the page. */
export interface Situation {
  /** One word or two for the header. */
  readonly label: string
  readonly title: string
  readonly text: string
  /** A command or a step that mends it; null when nothing is to be done. */
  readonly mend: string | null
  /** Needs a person's eye: a triangle stands before it. */
  readonly attention: boolean
}

export interface Seen {
  readonly status: StatusDocument | null
  /** Seconds since the last status; its own counts go on from there. */
  readonly statusAge_s: number
  /** Seconds without a connection, and until the next try; null while connected. */
  readonly offline: { readonly since_s: number; readonly retry_s: number } | null
  /** Seconds since the last sample of each foot; null before the first. */
  readonly ages_s: Readonly<Record<Side, number | null>>
}

const NAME = { left: 'Left', right: 'Right' } as const
const SIDES = ['left', 'right'] as const

/** Whether samples of this foot come in now. */
export const isStreaming = (seen: Seen, side: Side): boolean => {
  const age = seen.ages_s[side]
  return age !== null && age < 1 && seen.offline === null
}

/** Seconds since a foot that was there fell silent; null while it streams, or when it was never there. */
export function silence_s(seen: Seen, side: Side): number | null {
  if (isStreaming(seen, side)) return null
  const age = seen.ages_s[side]
  if (age !== null) return Math.max(1, age)
  const insole = seen.status?.insoles.find((i) => i.side === side)
  return insole?.link === 'lost' || insole?.link === 'ended' ? Math.floor(insole.since_s + seen.statusAge_s) : null
}

/** How one insole stands, in a few words, with its age. */
export function insoleWords(insole: InsoleStatusDocument | undefined, statusAge_s: number): string {
  if (insole === undefined) return 'looking'
  const since = ago(insole.since_s + statusAge_s)
  switch (insole.link) {
    case 'searching':
      return `looking, ${since}`
    case 'connecting':
      return 'connecting'
    case 'preparing':
      return 'preparing'
    case 'streaming':
      return 'connected'
    case 'lost':
      return `lost, ${since} ago`
    case 'refused':
      return 'refused'
    case 'ended':
      return 'ended'
  }
}

/** Everything a person should know now, the most pressing first. Empty when all is well. */
export function situations(seen: Seen): readonly Situation[] {
  const { status, offline } = seen
  if (offline !== null) return [disconnected(offline, status)]
  if (status === null) return [plain('Connecting', 'Connecting to solestream', 'The page has loaded and waits for its first data.')]
  return [...ofSource(status), ...ofInsoles(status, seen), ...ofDatabase(status), ...ofWarnings(status)]
}

const plain = (label: string, title: string, text: string, mend: string | null = null): Situation => ({
  label,
  title,
  text,
  mend,
  attention: false,
})
const attention = (label: string, title: string, text: string, mend: string | null = null): Situation => ({
  label,
  title,
  text,
  mend,
  attention: true,
})

function disconnected({ since_s, retry_s }: { since_s: number; retry_s: number }, status: StatusDocument | null): Situation {
  const next = retry_s > 0 ? `The next try is in ${Math.ceil(retry_s)} s.` : 'Trying now.'
  const recording = (status?.recording ?? null) === null ? '' : ' A recording goes on without this page.'
  return attention(
    'No connection',
    `No connection to solestream for ${ago(since_s)}`,
    `What you see is old. ${next}${recording}`,
    'Does solestream still run? Its terminal tells.',
  )
}

function ofSource({ source, insoles, recording }: StatusDocument): readonly Situation[] {
  const { kind, state, detail, mend } = source
  // What each insole says itself need not be said of the whole again.
  const known = insoles.some((i) => i.mend === mend)
  switch (state) {
    case 'failed':
      return [
        kind === 'ble'
          ? attention('Bluetooth', 'Bluetooth is not available', detail, mend)
          : attention('No data', 'The source of data failed', detail, mend),
      ]
    case 'starting':
      return [plain('Starting', 'Starting', detail, mend)]
    case 'ended':
      return [
        plain(
          'Ended',
          kind === 'replay' ? 'The replay has ended' : 'The session has ended',
          'It is computed again as a whole and stands in the list of sessions.',
        ),
      ]
    case 'waiting':
      if (mend !== null && !known)
        return [attention(kind === 'ble' ? 'Bluetooth' : 'Waiting', detail, 'solestream goes on by itself as soon as it can.', mend)]
      // With ble, what is missing is said insole by insole.
      return kind === 'ble' ? [] : [plain('Waiting', 'Waiting for data', detail)]
    case 'lost':
      if (mend === null || known) return insoles.some((i) => i.link === 'lost') ? [] : [attention('Lost', 'The data stopped', detail, mend)]
      return [
        attention(
          kind === 'ble' ? 'Bluetooth' : 'Lost',
          detail,
          recording === null ? '' : 'The recording goes on, and the gap is marked.',
          mend,
        ),
      ]
    case 'streaming':
      return []
  }
}

function ofInsoles(status: StatusDocument, seen: Seen): readonly Situation[] {
  if (status.source.state === 'ended' || status.source.state === 'failed' || status.source.state === 'starting') return []
  const of = (side: Side): InsoleStatusDocument | undefined => status.insoles.find((i) => i.side === side)
  const missing = SIDES.filter((side) => !isStreaming(seen, side))
  const never = missing.filter((side) => seen.ages_s[side] === null && of(side)?.link !== 'lost')
  const lost = missing.filter((side) => !never.includes(side))
  const refused = status.insoles.filter((i) => i.link === 'refused')
  // An insole that works may have something to say: another one was turned down, say.
  const told = status.insoles.filter((i) => i.link === 'streaming' && i.mend !== null)
  const radio = status.source.state === 'waiting' && status.source.mend !== null
  return [
    ...refused.map((i) => attention(`${initial(i.side)} refused`, `${NAME[i.side]} cannot be used`, i.detail, i.mend)),
    ...told.map((i) => attention(`${initial(i.side)} insole`, i.detail, '', i.mend)),
    ...lost.map((side) => lostInsole(side, status, seen, of(side))),
    // Without a radio nobody need look for insoles.
    ...waiting(radio ? [] : never.filter((side) => of(side)?.link !== 'refused'), status, of),
  ]
}

const initial = (side: Side): string => (side === 'left' ? 'L' : 'R')

function lostInsole(side: Side, status: StatusDocument, seen: Seen, insole: InsoleStatusDocument | undefined): Situation {
  const silent = silence_s(seen, side) ?? 0
  const keep = status.recording === null ? '' : 'Keep walking. Recording goes on, and the gap is marked. '
  return attention(
    `${initial(side)} lost ${ago(silent)}`,
    `${NAME[side]} lost for ${ago(silent)}, trying again`,
    `${keep}Values of the ${side} foot are grey until it is back.`,
    insole?.mend ?? null,
  )
}

function waiting(
  never: readonly Side[],
  status: StatusDocument,
  of: (side: Side) => InsoleStatusDocument | undefined,
): readonly Situation[] {
  if (never.length === 0) return []
  const mend = never.map((side) => of(side)?.mend ?? null).find((m) => m !== null) ?? null
  const wake = status.source.kind === 'ble'
  if (never.length === 2)
    return [
      plain(
        'Looking',
        'Waiting for both insoles',
        wake ? 'Press the button under each heel until its light blinks. They join by themselves.' : 'They join by themselves.',
        mend,
      ),
    ]
  const side = never[0]!
  return [
    plain(
      `${initial(side)} missing`,
      `${NAME[side === 'left' ? 'right' : 'left']} is here, ${side} is missing`,
      wake ? `Wake the ${side} insole: press the button under its heel. If its light stays dark, charge it.` : 'It joins by itself.',
      mend,
    ),
  ]
}

/** Below this many entries the database is merely at work. */
const BEHIND = 200

function ofDatabase({ influx }: StatusDocument): readonly Situation[] {
  if (influx === null) return []
  const waiting = `${number(influx.backlog)} entries wait.`
  if (influx.state === 'refused')
    return [
      attention(
        'Database',
        'The database refuses the data',
        `Nothing is lost: everything is safe on this computer. ${waiting}`,
        'Check the user name, the password and the database name that solestream was started with.',
      ),
    ]
  const dead =
    influx.deadLetters > 0
      ? [
          attention(
            'Database',
            `The database refused ${number(influx.deadLetters)} entries for good`,
            'They are kept on this computer with the reason.',
          ),
        ]
      : []
  if (influx.state === 'ok' && influx.backlog < BEHIND) return dead
  return [
    ...dead,
    attention(
      'Database behind',
      'The database is behind',
      `Nothing is lost. All data are safe on this computer and are sent when the database answers. ${waiting}`,
    ),
  ]
}

const ofWarnings = ({ warnings }: StatusDocument): readonly Situation[] =>
  warnings.map(({ text, mend }) => attention('Notice', text, '', mend))
