import 'uplot/dist/uPlot.min.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/liveHeader.css'
import './styles/liveBoard.css'
import './styles/liveFigures.css'
import './styles/liveKeys.css'
import './styles/liveSizes.css'
import './styles/sessions.css'
import './styles/pictures.css'
import './styles/forms.css'
import './calibration/calibrate.css'
import './report/report.css'
import './report/print.css'
import './compare/compare.css'
import './feedback/feedback.css'
import './guide/guide.css'
import './treadmill/treadmill.css'
import './styles/patient.css'
import { render } from 'preact'
import { startMe } from './access/me.ts'
import { App } from './shell/app.tsx'
import { startLanguage } from './shell/language.ts'
import { startRouter } from './shell/router.ts'
import { startTheme } from './shell/theme.ts'

startTheme()
await startLanguage()
startRouter()
startMe()
render(<App />, document.getElementById('app')!)
