import { sessionMetric } from './definition.ts'
import type { MetricDefinition, MetricNeed } from './definition.ts'

type Told = Pick<MetricDefinition, 'label' | 'unit' | 'definition' | 'source'>

/** A row of a standing trial: one figure of both feet together. */
const standing = (needs: readonly MetricNeed[], told: Told): MetricDefinition =>
  sessionMetric({ ...told, feet: 'both', posture: 'standing', counts: 'samples', minimumN: 100, needs })

const FEET: readonly MetricNeed[] = ['both-feet', 'newtons']
/** The whole body's centre of pressure along the feet, and also across them. */
const ALONG: readonly MetricNeed[] = [...FEET, 'geometry']
const ACROSS: readonly MetricNeed[] = [...ALONG, 'stance-width']

const PRIETO = 'Prieto 1996, doi:10.1109/10.532130'
const SANTOS = 'Santos & Duarte 2016, doi:10.7717/peerj.2648'

/**
 * Quiet standing: the centre of pressure of the whole body, unfiltered, of the whole trial. Needs are those of insoles; a
 * recorded centre of pressure has them all but the force of each foot. One trial has no interval.
 */
export const BALANCE_METRICS = {
  ellipseArea_mm2: standing(ACROSS, {
    label: 'Sway area (95 % prediction ellipse)',
    unit: 'mm2',
    definition:
      'area in which the next sample lies with 95 %: 2 pi (n^2 - 1) / (n (n - 2)) F(0.95; 2, n - 2) sqrt(det S), S the sample covariance',
    source: 'Schubert & Kirchner 2014, doi:10.1016/j.gaitpost.2013.09.001',
  }),
  pathLength_mm: standing(ACROSS, {
    label: 'Sway path',
    unit: 'mm',
    definition: 'sum of the distances from sample to sample',
    source: PRIETO,
  }),
  meanVelocity_mm_s: standing(ACROSS, {
    label: 'Sway velocity',
    unit: 'mm/s',
    definition: 'sway path / (n / rate)',
    source: SANTOS,
  }),
  meanVelocityAp_mm_s: standing(ALONG, {
    label: 'Sway velocity, forward and back',
    unit: 'mm/s',
    definition: 'the same of the forward and backward distances alone',
    source: PRIETO,
  }),
  meanVelocityMl_mm_s: standing(ACROSS, {
    label: 'Sway velocity, sideways',
    unit: 'mm/s',
    definition: 'the same of the sideways distances alone',
    source: PRIETO,
  }),
  rmsAp_mm: standing(ALONG, {
    label: 'Sway, forward and back (RMS)',
    unit: 'mm',
    definition: 'standard deviation about the mean, with n - 1',
    source: PRIETO,
  }),
  rmsMl_mm: standing(ACROSS, {
    label: 'Sway, sideways (RMS)',
    unit: 'mm',
    definition: 'standard deviation about the mean, with n - 1',
    source: PRIETO,
  }),
  meanFrequency_Hz: standing(ACROSS, {
    label: 'Mean sway frequency',
    unit: 'Hz',
    definition:
      "trapz(f P) / trapz(P) of each axis' Welch spectrum (periodic Hann, segments of n / 2, overlap n / 4, mean taken off each, no padding, 0 Hz kept); the axes' mean, weighted by the sums of P",
    source: SANTOS,
  }),
  meanFrequencyAp_Hz: standing(ALONG, {
    label: 'Mean sway frequency, forward and back',
    unit: 'Hz',
    definition: 'the same of the forward and backward axis alone',
    source: SANTOS,
  }),
  meanFrequencyMl_Hz: standing(ACROSS, {
    label: 'Mean sway frequency, sideways',
    unit: 'Hz',
    definition: 'the same of the sideways axis alone',
    source: SANTOS,
  }),
  pathFrequency_Hz: standing(ACROSS, {
    label: 'Path frequency',
    unit: 'Hz',
    definition: 'sway path / (2 pi * mean distance from the mean position * time): another thing than the mean frequency',
    source: PRIETO,
  }),
  weightBearingAsymmetry_percent: standing(FEET, {
    label: 'Weight-bearing asymmetry',
    unit: '%',
    definition: 'mean of 100 (L - R) / (L + R) of the forces of both feet; positive when left carries more',
    source: 'Robinson 1987, halved',
  }),
  weightWithin5_percent: standing(FEET, {
    label: 'Time with 45 to 55 % of the weight on each foot',
    unit: '%',
    definition: 'share of the samples in which the left foot carries 45 to 55 %',
    source: 'this project',
  }),
  weightWithin10_percent: standing(FEET, {
    label: 'Time with 40 to 60 % of the weight on each foot',
    unit: '%',
    definition: 'share of the samples in which the left foot carries 40 to 60 %',
    source: 'this project',
  }),
}
export type BalanceMetricName = keyof typeof BALANCE_METRICS
export const BALANCE_METRIC_NAMES = Object.keys(BALANCE_METRICS) as readonly BalanceMetricName[]
