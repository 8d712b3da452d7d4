import type { Kit } from '../kit.ts'
import type { PhaseName, Seen } from '../seen.ts'
import { again, lose } from './again.ts'
import { backfill } from './backfill.ts'
import { basics } from './basics.ts'
import { documents } from './documents.ts'
import { quiet } from './quiet.ts'
import { rates } from './rates.ts'
import { reboot } from './reboot.ts'
import { refusals } from './refusals.ts'
import { stream } from './stream.ts'
import { tare } from './tare.ts'
import { writing } from './writing.ts'

/** What the kit does with an insole, in this order; what it does, in words for the progress bar. */
export const PHASES: readonly { readonly name: PhaseName; readonly doing: string; readonly run: Phases[PhaseName] }[] = [
  { name: 'basics', doing: 'connecting and reading', run: basics },
  { name: 'quiet', doing: 'listening before the start', run: quiet },
  { name: 'documents', doing: 'reading layout and calibration', run: documents },
  { name: 'refusals', doing: 'sending what must be refused', run: refusals },
  { name: 'stream', doing: 'streaming', run: stream },
  { name: 'backfill', doing: 'asking for samples again', run: backfill },
  { name: 'rates', doing: 'setting rates', run: rates },
  { name: 'writing', doing: 'writing a calibration', run: writing },
  { name: 'tare', doing: 'taking the tare', run: tare },
  { name: 'lost', doing: 'ending the link', run: lose },
  { name: 'again', doing: 'connecting again', run: again },
  { name: 'reboot', doing: 'a restart', run: reboot },
]

type Phases = { readonly [P in PhaseName]: (kit: Kit) => Promise<Seen[P]> }
