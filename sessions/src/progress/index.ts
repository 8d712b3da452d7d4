export { createProgressBar, type ProgressBar } from './progressBar.ts'
