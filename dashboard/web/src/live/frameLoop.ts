/** The page's one requestAnimationFrame loop: every fast view draws in it, outside the components. */
type Draw = (now_ms: number) => void
const views = new Set<Draw>()
let running = 0

function frame(now_ms: number): void {
  running = requestAnimationFrame(frame)
  for (const draw of views) draw(now_ms)
}

/** Draws in every frame until the returned function is called. */
export function everyFrame(draw: Draw): () => void {
  views.add(draw)
  if (running === 0) running = requestAnimationFrame(frame)
  return () => {
    views.delete(draw)
    if (views.size > 0) return
    cancelAnimationFrame(running)
    running = 0
  }
}
