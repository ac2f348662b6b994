type Wish = { readonly headless?: boolean; readonly json?: boolean }
type Machine = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>> }

/** Whether the app may open in a window of its own. `--json` is for programs: they get the address of the app instead. */
export function windowPossible({ headless = false, json = false }: Wish, { platform, env }: Machine): boolean {
  if (headless || json) return false
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}
