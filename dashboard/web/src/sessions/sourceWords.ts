import { t } from '../words/say.ts'

const KNOWN = { simulated: 'sessions.simulated', ble: 'sessions.ble', replay: 'sessions.replay', import: 'sessions.import' } as const

/** Where a session's data came from; a format that was imported is called as it is. */
export const sourceWords = (source: string): string => (source in KNOWN ? t(KNOWN[source as keyof typeof KNOWN]) : source)
