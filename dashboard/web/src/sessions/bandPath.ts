export { bandPath, linePath, niceStep, type Points } from '@solestream/dashboard-shared/picture'
