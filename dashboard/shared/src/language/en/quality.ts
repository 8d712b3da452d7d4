/** The word beside a number, and why it is not better. */
export const quality = {
  good: 'good',
  fair: 'fair',
  poor: 'poor',
  graded: 'quality {grade}',
  unknown: 'no quality is known yet',
  noData: 'no data of the {side, select, left {left} other {right}} foot',
  missing: '{side}: {share} % of the samples are missing',
  dead: '{side}: {n, plural, one {# dead sensor} other {# dead sensors}}',
  clock: 'left against right: ±{error} ms',
  because: ': {because}',

  loss: 'loss {share} %',
  recovering: 'loss {share} %, recovering {n}',
  lossDetail: '{lost} samples lost, {recovered} recovered, {missing} missing',
} as const
