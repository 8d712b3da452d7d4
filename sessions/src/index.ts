export * from './service.ts'
export * from './configuration/index.ts'
export { FEEDBACK_GOALS, type FeedbackBlock, type FeedbackGoal, type FeedbackStep } from './feedback/model.ts'
export {
  GUIDE_STEPS,
  MOST_DRIFT_PERCENT,
  MOST_SWAY_PERCENT,
  WARM_UP_S,
  type GuideCheck,
  type GuideMeasure,
  type Standing,
} from './guide/model.ts'
export { analyzeRecording, type Analysis, type AnalyzeOptions } from './analyze/analysis.ts'
export { analyzeDocument, type AnalyzeDocument } from './analyze/document.ts'
export { analysisFindings, findingsText, readRulesFile } from './analyze/findings.ts'
export { analysisText } from './analyze/text.ts'
export { GAIT_ALGORITHM_IDS } from '@solestream/processing/analysis'
export type { WalkInputs } from '@solestream/processing/model'
export { EXPORT_FORMATS, type ExportFormatName } from './export/model.ts'
export { analyzeFile } from './analyze/analyzeFile.ts'
export { openService } from './run/openService.ts'
export { createService, type RunningService, type ServiceOptions } from './run/createService.ts'
