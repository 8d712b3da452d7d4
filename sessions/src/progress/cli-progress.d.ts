// What is used of cli-progress, which has no typings of its own.
declare module 'cli-progress' {
  export class SingleBar {
    constructor(
      options: { format: string; stream: NodeJS.WritableStream; clearOnComplete: boolean; hideCursor: boolean; fps: number },
      preset: object,
    )
    start(total: number, value: number, payload: object): void
    update(value: number, payload: object): void
    stop(): void
  }
  export const Presets: { readonly rect: object }
  const cliProgress: { readonly SingleBar: typeof SingleBar; readonly Presets: typeof Presets }
  export default cliProgress
}
