/**
 * Area of the 95 % prediction ellipse of n samples: where the next one lies with 95 % (Schubert & Kirchner 2014,
 * doi:10.1016/j.gaitpost.2013.09.001): 2 pi (n^2 - 1) / (n (n - 2)) F(0.95; 2, n - 2) sqrt(det S), S the sample covariance (n - 1). With
 * many samples it is pi * 5.991 sqrt(det S). `determinant`: of S.
 */
export function predictionEllipseArea(determinant: number, n: number): number {
  return ((2 * Math.PI * (n * n - 1)) / (n * (n - 2))) * quantileF(0.95, n - 2) * Math.sqrt(Math.max(0, determinant))
}

/** Quantile of the F distribution with 2 and m degrees of freedom, which has a closed form. */
const quantileF = (p: number, m: number): number => (m / 2) * Math.expm1((-2 / m) * Math.log1p(-p))
