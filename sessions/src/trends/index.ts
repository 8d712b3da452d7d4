export { RESOLUTIONS, type Resolution, type Trend, type TrendPoint, type TrendSeries, type TrendValue, type Wobble } from './model.ts'
export { ALSO_READ, MOST_POINTS, trendOf, type TrendWanted } from './trendOf.ts'
