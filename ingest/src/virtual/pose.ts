/** What a person is asked to do for a tare or a calibration, instead of walking. */
export const POSES = ['seated', 'left-leg', 'right-leg', 'shift', 'stand'] as const
export type Pose = (typeof POSES)[number]

export interface PoseAt {
  readonly pose: Pose
  readonly from_s: number
  readonly to_s: number
}
