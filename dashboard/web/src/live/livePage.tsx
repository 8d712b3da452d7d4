import { useEffect, useMemo } from 'preact/hooks'
import { FeetCard } from './feetCard.tsx'
import { ForceCard } from './forceCard.tsx'
import { FigureCards } from './figureCards.tsx'
import { KeyBar } from './keyBar.tsx'
import { LiveHeader } from './liveHeader.tsx'
import { Notices } from './notices.tsx'
import { QualityStrip } from './qualityStrip.tsx'
import { language, t } from '../words/say.ts'
import { startLive } from './liveModel.ts'

export function LivePage() {
  useEffect(startLive, [])
  const spoken = language()
  return useMemo(
    () => (
      <div class="live">
        <h1 class="hidden">{t('common.live')}</h1>
        <LiveHeader />
        <Notices />
        <div class="board">
          <FeetCard />
          <ForceCard />
          <FigureCards />
        </div>
        <QualityStrip />
        <KeyBar />
      </div>
    ),
    [spoken],
  )
}
