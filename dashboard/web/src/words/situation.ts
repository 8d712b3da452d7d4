import type { InsoleStatusDocument, StatusDocument } from '@solestream/dashboard-shared'
import type { Side } from '@solestream/processing/model'
import { letter } from '@solestream/dashboard-shared/report'
import { ago, number } from './format.ts'
import { t } from './say.ts'

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
  if (insole === undefined) return t('situation.looking')
  const since = ago(insole.since_s + statusAge_s)
  switch (insole.link) {
    case 'searching':
      return t('situation.lookingFor', { since })
    case 'connecting':
      return t('situation.connecting')
    case 'preparing':
      return t('situation.preparing')
    case 'streaming':
      return t('situation.connected')
    case 'lost':
      return t('situation.lostAgo', { since })
    case 'refused':
      return t('situation.refused')
    case 'ended':
      return t('situation.ended')
  }
}

/** Everything a person should know now, the most pressing first. Empty when all is well. */
export function situations(seen: Seen): readonly Situation[] {
  const { status, offline } = seen
  if (offline !== null) return [disconnected(offline, status)]
  if (status === null) return [plain(t('situation.connectingLabel'), t('situation.connectingTitle'), t('situation.connectingText'))]
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
  const next = retry_s > 0 ? t('situation.nextTry', { seconds: Math.ceil(retry_s) }) : t('situation.trying')
  const recording = (status?.recording ?? null) === null ? '' : ` ${t('situation.goesOn')}`
  return attention(
    t('situation.offlineLabel'),
    t('situation.offlineTitle', { since: ago(since_s) }),
    `${t('situation.offlineText')} ${next}${recording}`,
    t('situation.offlineMend'),
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
          ? attention(t('situation.bluetooth'), t('situation.noBluetooth'), detail, mend)
          : attention(t('situation.noData'), t('situation.sourceFailed'), detail, mend),
      ]
    case 'starting':
      return [plain(t('situation.starting'), t('situation.starting'), detail, mend)]
    case 'ended':
      return [
        plain(
          t('situation.endedLabel'),
          t(kind === 'replay' ? 'situation.replayEnded' : 'situation.sessionEnded'),
          t('situation.endedText'),
        ),
      ]
    case 'waiting':
      if (mend !== null && !known)
        return [attention(kind === 'ble' ? t('situation.bluetooth') : t('situation.waiting'), detail, t('situation.byItself'), mend)]
      // With ble, what is missing is said insole by insole.
      return kind === 'ble' ? [] : [plain(t('situation.waiting'), t('situation.waitingForData'), detail)]
    case 'lost':
      if (mend === null || known)
        return insoles.some((i) => i.link === 'lost') ? [] : [attention(t('situation.lost'), t('situation.dataStopped'), detail, mend)]
      return [
        attention(
          kind === 'ble' ? t('situation.bluetooth') : t('situation.lost'),
          detail,
          recording === null ? '' : t('situation.gapMarked'),
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
    ...refused.map((i) =>
      attention(
        t('situation.insoleRefusedLabel', { letter: letter(i.side) }),
        t('situation.insoleRefused', { side: i.side }),
        i.detail,
        i.mend,
      ),
    ),
    ...told.map((i) => attention(t('situation.insoleLabel', { letter: letter(i.side) }), i.detail, '', i.mend)),
    ...lost.map((side) => lostInsole(side, status, seen, of(side))),
    // Without a radio nobody need look for insoles.
    ...waiting(radio ? [] : never.filter((side) => of(side)?.link !== 'refused'), status, of),
  ]
}

function lostInsole(side: Side, status: StatusDocument, seen: Seen, insole: InsoleStatusDocument | undefined): Situation {
  const silent = silence_s(seen, side) ?? 0
  const keep = status.recording === null ? '' : `${t('situation.keepWalking')} `
  const since = ago(silent)
  return attention(
    t('situation.insoleLostLabel', { letter: letter(side), since }),
    t('situation.insoleLost', { side, since }),
    `${keep}${t('situation.greyUntilBack', { side })}`,
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
    return [plain(t('situation.lookingLabel'), t('situation.waitingForBoth'), t(wake ? 'situation.pressBoth' : 'situation.joinBoth'), mend)]
  const side = never[0]!
  return [
    plain(
      t('situation.missingLabel', { letter: letter(side) }),
      t('situation.missing', { side }),
      wake ? t('situation.pressOne', { side }) : t('situation.joinOne'),
      mend,
    ),
  ]
}

/** Below this many entries the database is merely at work. */
const BEHIND = 200

function ofDatabase({ influx }: StatusDocument): readonly Situation[] {
  if (influx === null) return []
  const n = number(influx.backlog)
  if (influx.state === 'refused')
    return [
      attention(t('situation.database'), t('situation.databaseRefuses'), t('situation.databaseSafe', { n }), t('situation.databaseMend')),
    ]
  const dead =
    influx.deadLetters > 0
      ? [attention(t('situation.database'), t('situation.deadLetters', { n: number(influx.deadLetters) }), t('situation.deadLettersText'))]
      : []
  if (influx.state === 'ok' && influx.backlog < BEHIND) return dead
  return [...dead, attention(t('situation.databaseBehindLabel'), t('situation.databaseBehind'), t('situation.databaseBehindText', { n }))]
}

const ofWarnings = ({ warnings }: StatusDocument): readonly Situation[] =>
  warnings.map(({ text, mend }) => attention(t('situation.notice'), text, '', mend))
