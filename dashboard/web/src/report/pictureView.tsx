import { useId } from 'preact/hooks'
import { TEXT_SIZE, type Ink, type Picture, type Shape } from '@solestream/dashboard-shared/picture'

const colour = (ink: Ink | undefined): string => (ink === undefined ? 'none' : ink.startsWith('#') ? ink : `var(--${ink})`)

/** A picture as SVG, as wide as there is room. */
export function PictureView({ picture, className }: { picture: Picture; className?: string }) {
  const id = useId()
  return (
    <svg class={className} viewBox={`0 0 ${picture.width.toFixed(2)} ${picture.height}`} role="img" aria-label={picture.spoken}>
      {picture.shapes.map((shape, k) => (
        <Drawn key={k} shape={shape} id={`${id}-${k}`} />
      ))}
    </svg>
  )
}

function Drawn({ shape, id }: { shape: Shape; id: string }) {
  if (shape.kind === 'path') {
    const { d, fill, stroke, width, dash, opacity } = shape
    return (
      <path
        d={d}
        fill={colour(fill)}
        stroke={colour(stroke)}
        stroke-width={width}
        stroke-dasharray={dash?.join(' ')}
        stroke-linejoin="round"
        opacity={opacity}
      />
    )
  }
  if (shape.kind === 'text')
    return (
      <text x={shape.x} y={shape.y} text-anchor={shape.anchor} font-size={TEXT_SIZE} fill={colour(shape.ink)}>
        {shape.words}
      </text>
    )
  return (
    <>
      <clipPath id={id}>
        <path d={shape.d} />
      </clipPath>
      <g clip-path={`url(#${id})`}>
        {shape.shapes.map((inner, k) => (
          <Drawn key={k} shape={inner} id={`${id}-${k}`} />
        ))}
      </g>
    </>
  )
}
