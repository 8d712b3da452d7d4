import { reportPath } from '../shell/router.ts'
import { t } from '../words/say.ts'

export const ReportLink = ({ id }: { id: string }) => (
  <a class="button" href={reportPath(id)}>
    {t('report.report')}
  </a>
)
