import type { RequestFault } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'

export const FaultWords = ({ fault }: { fault: RequestFault }) => (
  <div class="notice" role="alert">
    <AttentionMark />
    <div {...(fault.foreign ? { lang: 'en' } : {})}>
      <h2>{fault.message}</h2>
      <p>{fault.mend}</p>
    </div>
  </div>
)
